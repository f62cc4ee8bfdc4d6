package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Target of a command: a host, or a host behind a running service. A method throws
 * {@link io.github.logoffd.session.SessionApiException} when the host does not answer, and an {@link IOException} whose
 * message is one sentence for everything else.
 */
public interface CommandTarget extends AutoCloseable {

    /** Returns the name of the host. */
    String host();

    /** Returns the session that this command runs in, empty when it is none of that host. */
    OptionalLong ownSession();

    /** Returns all sessions, read now, listeners and services included. */
    List<Session> sessions() throws IOException;

    /** Requests the logoff of this very logon. */
    RequestedLogoff logoff(Session session, LogoffOrder order) throws IOException;

    /** Returns how long a logoff is waited for at most. */
    Duration logoffTimeout();

    /** Warns the user of this very logon, and logs it off later. */
    LogoffAnswer warn(Session session, String message, Duration grace) throws IOException;

    /** Cancels the logoff that the user of this very logon was warned of. */
    LogoffAnswer cancel(Session session) throws IOException;

    /** Drops the client of this very logon and answers when that is so, or the time to wait is over. */
    LogoffAnswer disconnect(Session session) throws IOException;

    /** Shows a message to this very logon. */
    LogoffAnswer show(Session session, Notice notice) throws IOException;

    @Override
    void close();
}
