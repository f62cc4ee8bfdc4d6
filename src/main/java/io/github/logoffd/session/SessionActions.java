package io.github.logoffd.session;

/**
 * Acts on the sessions of one host. Nothing here checks who a session belongs to: callers do, immediately before. Each method
 * returns when the host has accepted the request, not when it is done, and throws {@link SessionApiException} when the host
 * refuses. A session is addressed by its {@link SessionRow#uniqueId()}. Implementations may be called from several threads at once.
 */
public interface SessionActions {

    /** Asks the host to log the user of a session off and end the session. Does not wait for that. */
    void logoff(long uniqueId);

    /** Asks the host to drop the client of a session. The session and its programs live on. Does not wait for that. */
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
