package io.github.logoffd.session;

/**
 * Waits for an event of any session of a host. It signals that an event occurred, never which: read the sessions again.
 * Only one wait may be outstanding.
 */
public interface SessionEvents {

    /**
     * Blocks until a session is created, ended, connected, disconnected or changes otherwise.
     *
     * @return false when {@link #endWait} ended the wait, true otherwise
     */
    boolean awaitEvent();

    /** Ends the outstanding wait; called from another thread. */
    void endWait();
}
