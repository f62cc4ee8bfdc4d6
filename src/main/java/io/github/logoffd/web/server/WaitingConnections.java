package io.github.logoffd.web.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on which the server waits for the client: for a request, for the rest of one, or until an answer has been
 * read. None of them holds a thread. Each has a deadline, and they are bounded in number and in bytes: beyond that the
 * one that has waited longest is closed, and new ones are still accepted. Connections on which a user has authenticated
 * are counted separately while no request has begun on them, so that incomplete requests of unauthenticated clients
 * cannot displace them. Thread-safe; the lock is held only briefly.
 */
public final class WaitingConnections {

    /** From the first byte of a request, or of a TLS handshake, to its last header. */
    static final Duration FOR_HEADERS = Duration.ofSeconds(10);

    static final Duration FOR_BODY = Duration.ofSeconds(30);

    /** Idle timeout, until the first byte of a request. */
    static final Duration FOR_NOTHING = Duration.ofSeconds(30);

    static final int MOST_STRANGERS = 1_000;
    static final int MOST_USERS = 2_000;

    /** Bytes read of incomplete requests. */
    static final long MOST_BYTES = 8L << 20;

    private static final Logger log = LoggerFactory.getLogger(WaitingConnections.class);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);

    private final Duration forAnswer;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Map<Client, Wait> strangers = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<Client, Wait> users = new LinkedHashMap<>();

    @GuardedBy("this")
    private long bytes;

    @GuardedBy("this")
    private long told;

    /** The connection of a client. */
    interface Client {

        /** Tells whether a user has authenticated on it. */
        boolean isOfUser();

        boolean isOpen();

        void close(Throwable cause);
    }

    /** The next action of the client. */
    private enum Next {
        BEGIN_REQUEST,
        END_HEADERS,
        END_BODY,
        READ_ANSWER
    }

    /** One wait: its kind, its deadline, and the bytes read of a request. */
    private record Wait(Next next, long deadline, long bytes) {}

    /**
     * Starts without connections; {@code forAnswer} is how long a client may take to read an answer, or one write of a
     * stream.
     */
    public WaitingConnections(Duration forAnswer, LongSupplier nanoTime) {
        this.forAnswer = forAnswer;
        this.nanoTime = nanoTime;
        told = nanoTime.getAsLong() - TELL_AGAIN.toNanos();
    }

    /** Waits for the next request, or the first. */
    void forRequest(Client connection) {
        begin(connection, new Wait(Next.BEGIN_REQUEST, deadline(FOR_NOTHING), 0));
    }

    /** Waits for the body of a request whose headers are complete. */
    void forBody(Client connection) {
        begin(connection, new Wait(Next.END_BODY, deadline(FOR_BODY), 0));
    }

    /** Waits until the client has read what was sent. */
    void forReader(Client connection) {
        begin(connection, new Wait(Next.READ_ANSWER, deadline(forAnswer), 0));
    }

    private void begin(Client connection, Wait wait) {
        List<Client> displaced;
        synchronized (this) {
            noLonger(connection);
            if (!connection.isOpen()) {
                return;
            }
            boolean ofUser = wait.next() != Next.END_BODY && connection.isOfUser();
            (ofUser ? users : strangers).put(connection, wait);
            displaced = displaced();
        }
        closeDisplaced(displaced);
    }

    /**
     * Counts the bytes read of a request. The first byte moves the idle connection of a user to the unauthenticated
     * ones, as the newest.
     */
    void received(Client connection, int count) {
        List<Client> displaced;
        synchronized (this) {
            Wait wait = users.getOrDefault(connection, strangers.get(connection));
            if (wait == null || wait.next() == Next.READ_ANSWER) {
                return;
            }
            bytes += count;
            if (wait.next() == Next.BEGIN_REQUEST) {
                users.remove(connection);
                strangers.put(connection, new Wait(Next.END_HEADERS, deadline(FOR_HEADERS), count));
            } else {
                strangers.put(connection, new Wait(wait.next(), wait.deadline(), wait.bytes() + count));
            }
            displaced = displaced();
        }
        closeDisplaced(displaced);
    }

    /** Ends a wait: the client has acted or is gone. */
    synchronized void noLonger(Client connection) {
        Wait wait = users.remove(connection);
        Wait other = strangers.remove(connection);
        bytes -= (wait == null ? 0 : wait.bytes()) + (other == null ? 0 : other.bytes());
    }

    @GuardedBy("this")
    private List<Client> displaced() {
        List<Client> displaced = new ArrayList<>();
        while (strangers.size() > MOST_STRANGERS || (bytes > MOST_BYTES && !strangers.isEmpty())) {
            displaced.add(removeOldest(strangers));
        }
        while (users.size() > MOST_USERS) {
            displaced.add(removeOldest(users));
        }
        return displaced;
    }

    @GuardedBy("this")
    private Client removeOldest(Map<Client, Wait> waits) {
        Iterator<Map.Entry<Client, Wait>> oldest = waits.entrySet().iterator();
        Map.Entry<Client, Wait> entry = oldest.next();
        Client connection = entry.getKey();
        bytes -= entry.getValue().bytes();
        oldest.remove();
        return connection;
    }

    private void closeDisplaced(List<Client> displaced) {
        if (displaced.isEmpty()) {
            return;
        }
        close(displaced, "Displaced by newer connections");
        if (isTimeToTell()) {
            log.warn(
                    "Too many connections wait for a complete request (more than {}, or {} bytes); the oldest"
                            + " are closed",
                    MOST_STRANGERS,
                    MOST_BYTES);
        }
    }

    private synchronized boolean isTimeToTell() {
        long now = nanoTime.getAsLong();
        if (now - told < TELL_AGAIN.toNanos()) {
            return false;
        }
        told = now;
        return true;
    }

    /** Closes the connections whose deadline has passed. */
    void closeOverdue() {
        List<Client> overdue = new ArrayList<>();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            for (Map<Client, Wait> waits : List.of(strangers, users)) {
                waits.forEach((connection, wait) -> {
                    if (now - wait.deadline() >= 0) {
                        overdue.add(connection);
                    }
                });
            }
            overdue.forEach(this::noLonger);
        }
        close(overdue, "The client took too long");
    }

    /** A failure while one connection is closed does not keep the others open. */
    private static void close(List<Client> connections, String reason) {
        for (Client connection : connections) {
            try {
                connection.close(new EofException(reason));
            } catch (RuntimeException | Error e) {
                log.error("Closing a connection failed", e);
            }
        }
    }

    /** Returns the number of connections on which an answer, or a part of a stream, waits for its reader. */
    public synchronized long unread() {
        return Stream.of(strangers, users)
                .flatMap(waits -> waits.values().stream())
                .filter(wait -> wait.next() == Next.READ_ANSWER)
                .count();
    }

    private long deadline(Duration duration) {
        return nanoTime.getAsLong() + duration.toNanos();
    }
}
