package io.github.logoffd.audit;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.Lines;
import io.github.logoffd.monitor.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Record of what happens to sessions and hosts. Lines are written by a thread of their own, together when there are
 * several, so that a slow disk delays no refresh. Thread-safe.
 */
public final class SessionTrail {

    /** Lines that wait for the disk; more are counted. */
    static final int MOST_WAITING = 20_000;

    private static final Predicate<String> RECORDED =
            Pattern.compile("logoffd\\.(session|host)\\..*").asMatchPredicate();

    private final Journal journal;
    private final Executor thread;
    private final BlockingQueue<Map<String, Object>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong tooMany = new AtomicLong();

    /**
     * Creates a trail.
     *
     * @param thread one thread
     */
    public SessionTrail(Journal journal, Executor thread) {
        this.journal = journal;
        this.thread = thread;
    }

    /** Records an event if it is about a session or a host; called by the thread that publishes it. */
    public void record(Event event) {
        if (!RECORDED.test(event.type())) {
            return;
        }
        if (!waiting.offer(fields(event))) {
            tooMany.incrementAndGet();
        }
        try {
            thread.execute(this::writeWaiting);
        } catch (RejectedExecutionException e) {
            writeWaiting(); // the service stops; nothing is to be lost
        }
    }

    /** Writes what waits. */
    public synchronized void writeWaiting() {
        List<Map<String, Object>> lines = new ArrayList<>();
        waiting.drainTo(lines);
        if (!lines.isEmpty()) {
            journal.note(JournalKind.SESSIONS, lines);
        }
        long lost = tooMany.getAndSet(0);
        if (lost > 0) {
            journal.count(JournalKind.SESSIONS, lost);
        }
    }

    private static Map<String, Object> fields(Event event) {
        Map<String, Object> fields = Lines.of(event.time(), "SESSION");
        fields.put("event", event.type());
        fields.put("host", event.host());
        fields.put("session", data("Key", event));
        fields.put("id", event.data().getOrDefault("Id", -1));
        fields.put("account", data("Account", event));
        fields.put("state", data("State", event));
        fields.put("clientName", data("ClientName", event));
        fields.put("clientAddress", data("ClientAddress", event));
        fields.put("message", AuditLine.bounded(event.message()));
        return fields;
    }

    private static String data(String name, Event event) {
        return AuditLine.bounded(String.valueOf(event.data().getOrDefault(name, "")));
    }
}
