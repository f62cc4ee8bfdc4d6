package io.github.logoffd.session;

import java.util.List;

/**
 * Reads the sessions of one host. Each method queries the host anew, may take as long as the host takes, and throws
 * {@link SessionApiException} when the host does not answer or refuses; an empty list of processes means that there are
 * none, never that the query failed. A session is addressed by its {@link SessionRow#uniqueId()}. Implementations may
 * be called from several threads at once.
 */
public interface SessionReader {

    /**
     * Returns all sessions, including RDP listeners and services. Every caller gets the list from here, and so only a
     * plausible one: it contains session 0.
     *
     * @throws SessionApiException also when the host answers with an implausible list
     */
    default List<SessionRow> sessions() {
        return BelievableList.checked(enumerate());
    }

    /** Returns the list as the host gives it. For implementations only; callers use {@link #sessions()}. */
    List<SessionRow> enumerate();

    /**
     * Returns the detail of one session.
     *
     * @throws SessionApiException with {@link SessionApiException.Reason#NOT_FOUND} when there is no such session
     */
    SessionDetail detail(long uniqueId);

    /**
     * Returns the client of one session. Values are read independently: one that the host does not return is unknown,
     * with the reason in {@link ClientInfo#failure()}; the failure is thrown only when nothing could be read.
     *
     * @throws SessionApiException with {@link SessionApiException.Reason#NOT_FOUND} when there is no such session
     */
    ClientInfo client(long uniqueId);

    /**
     * Returns the processes of all sessions of the host itself, not those inside virtual machines. Windows silently
     * omits those that the caller may not see.
     */
    List<ProcessInfo> processes();
}
