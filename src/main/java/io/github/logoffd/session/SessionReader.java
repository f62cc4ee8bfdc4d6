package io.github.logoffd.session;

import java.util.List;

/**
 * Reads the sessions of one host. Each method asks the host anew, may take as long as the host takes, and throws {@link
 * SessionApiException} when the host does not answer or refuses; an empty list of processes means that there are none, never
 * that asking failed. A session is addressed by its {@link SessionRow#uniqueId()}. Implementations may be called from several threads at once.
 */
public interface SessionReader {

    /**
     * Returns all sessions, listeners and services included. Every caller gets the list here, and so only one that can be: session 0 is
     * in it.
     *
     * @throws SessionApiException also when the host answers with a list that cannot be
     */
    default List<SessionRow> sessions() {
        return BelievableList.checked(enumerate());
    }

    /** Returns the list as the host gives it. For implementations only; callers use {@link #sessions()}. */
    List<SessionRow> enumerate();

    /**
     * Returns what the host knows of one session.
     *
     * @throws SessionApiException with {@link SessionApiException.Reason#NOT_FOUND} when there is no such session
     */
    SessionDetail detail(long uniqueId);

    /**
     * Returns the client of one session. Each value stands by itself: one that the host does not tell is unknown, and says why in {@link
     * ClientInfo#failure()}; only when nothing could be read the failure is thrown.
     *
     * @throws SessionApiException with {@link SessionApiException.Reason#NOT_FOUND} when there is no such session
     */
    ClientInfo client(long uniqueId);

    /** Returns the processes of all sessions of the host itself, not those inside virtual machines. Windows leaves out those that the caller may not see, without saying so. */
    List<ProcessInfo> processes();
}
