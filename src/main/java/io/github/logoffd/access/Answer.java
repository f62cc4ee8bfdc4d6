package io.github.logoffd.access;

import java.time.Duration;

/** What {@link Authenticator} says about a name and a password. */
public sealed interface Answer {

    /**
     * It is this user.
     *
     * @param user the user
     * @param proof what {@link LiveUsers#holds(User, CredentialVersion)} takes
     */
    record Accepted(User user, CredentialVersion proof) implements Answer {}

    /** There is no such user, or the password is another one; which of the two is not said. */
    record Rejected() implements Answer {}

    /**
     * Too many wrong passwords came before, and this one was not looked at.
     *
     * @param left how long to wait, more than zero and at most a minute
     */
    record Blocked(Duration left) implements Answer {

        /** Returns whole seconds, 1 to 60, as {@code Retry-After} wants them. */
        public long retryAfterSeconds() {
            return left.plusNanos(999_999_999).toSeconds();
        }
    }

    /** Too many passwords are being looked at, and this one was not; a second later it may be. */
    record Busy() implements Answer {}
}
