package io.github.logoffd.access;

import java.time.Duration;

/** Result of checking a user name and a password by {@link Authenticator}. */
public sealed interface Answer {

    /**
     * The credentials are valid.
     *
     * @param user the user
     * @param proof the credential version, for {@link LiveUsers#holds(User, CredentialVersion)}
     */
    record Accepted(User user, CredentialVersion proof) implements Answer {}

    /**
     * The user is unknown or the password is wrong; the answer does not reveal which.
     *
     * @param delay how long the client has to be kept waiting for this answer, which slows down guessing
     */
    record Rejected(Duration delay) implements Answer {}

    /**
     * Too many wrong passwords were sent for this account before; this one was not compared.
     *
     * @param left how long until the next one is, more than zero and at most some seconds
     */
    record Blocked(Duration left) implements Answer {

        /** Returns whole seconds, rounded up, for a {@code Retry-After} header. */
        public long retryAfterSeconds() {
            return left.plusNanos(999_999_999).toSeconds();
        }
    }

    /** Too many passwords wait to be hashed, so this one was not checked. Retry after a second. */
    record Busy() implements Answer {}
}
