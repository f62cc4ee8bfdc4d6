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

    /** Returns the client of a session, asked for now only if this connection was not seen by the last refresh. */
    ClientInfo clientOf(SessionRow row, SessionDetail detail, LongFunction<ClientInfo> ask) {
        Connection connection = new Connection(
                row.id(),
                row.name(),
                row.stateCode(),
                detail.times().logon(),
                detail.times().connect());
        ClientInfo client = known.get(connection);
        if (client == null) {
            client = ask.apply(row.id());
        }
        seen.put(connection, client);
        return client;
    }

    /** Forgets the connections that this refresh has not seen. */
    void endOfRefresh() {
        known = seen;
        seen = new HashMap<>();
    }
}
