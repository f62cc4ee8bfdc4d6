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

    /** The user is unknown or the password is wrong; the answer does not reveal which. */
    record Rejected() implements Answer {}

    /**
     * Too many wrong passwords were sent before; this one was not checked.
     *
     * @param left how long to wait, more than zero and at most a minute
     */
    record Blocked(Duration left) implements Answer {

        /** Returns whole seconds, 1 to 60, for a {@code Retry-After} header. */
        public long retryAfterSeconds() {
            return left.plusNanos(999_999_999).toSeconds();
        }
    }

    /** Too many passwords are being hashed, so this one was not checked. Retry after a second. */
    record Busy() implements Answer {}
}
