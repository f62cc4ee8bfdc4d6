package io.github.logoffd.session;

/**
 * Acts on the sessions of one host. Implementations do not check the owner of a session: callers do, immediately
 * before. Each method returns when the host has accepted the request, not when it is done, and throws
 * {@link SessionApiException} when the host refuses. A session is addressed by its {@link SessionRow#uniqueId()}.
 * Implementations may be called from several threads at once.
 */
public interface SessionActions {

    /** Requests that the host log off the user of a session and end the session. Does not wait for completion. */
    void logoff(long uniqueId);

    /**
     * Requests that the host disconnect the client of a session. The session and its programs keep running. Does not
     * wait for completion.
     */
    void disconnect(long uniqueId);

    /**
     * Shows a message in a session.
     *
     * @param message what to show, and how long to wait for an answer
     * @return the button that was pressed
     */
    MessageResponse sendMessage(long uniqueId, Message message);

    /** Ends a process of the host itself at once, without a chance to save anything. */
    void terminateProcess(long pid, int exitCode);
}
