package io.github.logoffd.testing;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import java.time.Duration;

/**
 * A session that a host shall have when a test begins.
 *
 * @param id the session id
 * @param name the station name, {@code ""} when disconnected
 * @param state the state
 * @param lock whether the desktop is locked
 * @param user the full user name, {@code ""} when no user is logged on
 * @param domain the domain, {@code ""} when no user is logged on
 * @param times the times, without {@code current}
 * @param client the client, {@link ClientInfo#NONE} when there is none
 * @param logoffTakes how long a logoff takes
 * @param button Windows' number of the button that the user presses when asked, 0 without a user
 */
public record SceneSession(
        long id,
        String name,
        SessionState state,
        LockState lock,
        String user,
        String domain,
        SessionTimes times,
        ClientInfo client,
        Duration logoffTakes,
        int button) {}
