package io.github.logoffd.access;

/** Records requests that were denied before any host was called. */
@FunctionalInterface
public interface DenialLog {

    /**
     * Records one denial; a failure to record it is logged only.
     *
     * @param caller the origin, with the user name as given; without a role when authentication failed
     * @param reason one sentence without secrets
     */
    void denied(Caller caller, String reason);
}
