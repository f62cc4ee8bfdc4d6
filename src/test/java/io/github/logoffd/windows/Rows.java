package io.github.logoffd.windows;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.SceneSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sessions that a host shall have, in one line each. A logoff of one takes a tenth of a second. */
final class Rows {

    private static final Duration LOGOFF_TAKES = Duration.ofMillis(100);

    private Rows() {}

    /** What a host lists: its services, as every Windows does, and these. */
    static List<SceneSession> host(SceneSession... sessions) {
        return Stream.concat(Stream.of(nobody(0, "services", SessionState.DISCONNECTED)), Stream.of(sessions))
                .toList();
    }

    /** A session without a user. */
    static SceneSession nobody(long id, String name, SessionState state) {
        return row(id, name, state, "", Optional.empty(), Optional.empty(), 0);
    }

    /** A session of a user, who presses this button when asked; 0 for no response. */
    static SceneSession user(long id, String name, SessionState state, String user, Instant logon, int button) {
        Optional<Instant> disconnect =
                state == SessionState.DISCONNECTED ? Optional.of(logon.plusSeconds(10)) : Optional.empty();
        return row(id, name, state, user, Optional.of(logon), disconnect, button);
    }

    /** A session of a user that is active. */
    static SceneSession active(long id, String name, String user, Instant logon) {
        return row(id, name, SessionState.ACTIVE, user, Optional.of(logon), Optional.empty(), 0);
    }

    /** A session of a user that was disconnected at this time. */
    static SceneSession disconnected(long id, String user, Instant logon, Instant disconnect) {
        return row(id, "", SessionState.DISCONNECTED, user, Optional.of(logon), Optional.of(disconnect), 0);
    }

    private static SceneSession row(
            long id,
            String name,
            SessionState state,
            String user,
            Optional<Instant> logon,
            Optional<Instant> disconnect,
            int button) {
        return new SceneSession(
                id,
                name,
                state,
                LockState.UNKNOWN,
                user,
                user.isEmpty() ? "" : "CONTOSO",
                new SessionTimes(logon, logon, disconnect, Optional.empty(), Optional.empty()),
                ClientInfo.NONE,
                LOGOFF_TAKES,
                button);
    }
}
