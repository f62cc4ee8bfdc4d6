package io.github.logoffd.monitor;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Cache of client information. A connection is queried once if that returns a name or an address. Right after a connect
 * Windows may know neither, so a query without either is repeated for some minutes, and one that failed is always
 * repeated. Not thread-safe; one refresh runs at a time.
 */
final class ClientCache {

    /** After this time a missing name and address are not expected to appear, as at a console. */
    static final Duration SETTLING = Duration.ofMinutes(5);

    /** A reconnect changes the connect time, a disconnect the state, a reused id the logon. */
    private record Connection(
            long id, String name, int stateCode, Optional<Instant> logon, Optional<Instant> connect) {}

    /** The newest answer about a connection, and when the first one came. */
    private record Known(ClientInfo client, long since) {}

    private final LongSupplier nanoTime;
    private Map<Connection, Known> known = new HashMap<>();
    private Map<Connection, Known> seen = new HashMap<>();

    ClientCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the client of a session, queried now unless a final answer about this connection is cached. */
    ClientInfo clientOf(SessionRow row, SessionDetail detail, LongFunction<Optional<ClientInfo>> ask) {
        Connection connection = new Connection(
                row.uniqueId(),
                row.name(),
                row.stateCode(),
                detail.times().logon(),
                detail.times().connect());
        Optional<Known> before = Optional.ofNullable(known.get(connection));
        Optional<Known> now = before.filter(answer -> isSettled(row, answer))
                .or(() -> ask.apply(row.uniqueId())
                        .map(client ->
                                new Known(client, before.map(Known::since).orElseGet(nanoTime::getAsLong))));
        now.ifPresent(answer -> seen.put(connection, answer));
        return now.map(Known::client).orElse(ClientInfo.NONE);
    }

    private boolean isSettled(SessionRow row, Known answer) {
        ClientInfo client = answer.client();
        if (client.failure().isPresent()) {
            return false;
        }
        return !client.name().isEmpty()
                || !client.address().isEmpty()
                || row.state() == SessionState.DISCONNECTED
                || nanoTime.getAsLong() - answer.since() > SETTLING.toNanos();
    }

    /** Invalidates the cache, so that every client is queried again. */
    void forget() {
        known = new HashMap<>();
    }

    /** Removes the connections that this refresh has not seen. */
    void endOfRefresh() {
        known = seen;
        seen = new HashMap<>();
    }
}
