package io.github.logoffd.access;

/** Is told who was turned away before anything was asked of a host. */
@FunctionalInterface
public interface DenialLog {

    /**
     * Records it; a failure to do so is for the log only.
     *
     * @param caller where it came from, with the user's name as it was given; without a role when the user was not let in
     * @param reason one sentence without secrets
     */
    void denied(Caller caller, String reason);
}
