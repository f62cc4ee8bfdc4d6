package io.github.logoffd.snapshot;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What is known of clients, asked once for each connection: it cannot change before the next one. Not thread-safe; one refresh
 * runs at a time.
 */
final class ClientCache {

    /** A reconnect changes the connect time, a disconnect the state, a reused id the logon. */
    private record Connection(
            long id, String name, int stateCode, Optional<Instant> logon, Optional<Instant> connect) {}

    private Map<Connection, ClientInfo> known = new HashMap<>();
    private Map<Connection, ClientInfo> seen = new HashMap<>();

    /**
     * Returns the client of a session, asked for now only if this connection was not seen by the last refresh. A question that failed is
     * asked again.
     */
    ClientInfo clientOf(SessionRow row, SessionDetail detail, LongFunction<Optional<ClientInfo>> ask) {
        Connection connection = new Connection(
                row.uniqueId(),
                row.name(),
                row.stateCode(),
                detail.times().logon(),
                detail.times().connect());
        Optional<ClientInfo> client = Optional.ofNullable(known.get(connection)).or(() -> ask.apply(row.uniqueId()));
        client.ifPresent(answer -> seen.put(connection, answer));
        return client.orElse(ClientInfo.NONE);
    }

    /** Forgets the connections that this refresh has not seen. */
    void endOfRefresh() {
        known = seen;
        seen = new HashMap<>();
    }
}
