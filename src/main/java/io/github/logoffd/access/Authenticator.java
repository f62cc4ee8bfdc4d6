package io.github.logoffd.access;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Authenticates users. Wrong passwords are answered late ({@link LoginThrottle}), and the right one is not: it waits at
 * most for the passwords that are being hashed ({@link HashingQueue}), and one that was verified recently for none.
 *
 * <p>Thread-safe, and no method blocks.
 */
public final class Authenticator {

    /** Replaced as a whole, so that a password verified for the previous users is never accepted for the new ones. */
    private record State(Users users, VerifiedPasswords verified) {}

    private final LongSupplier nanoTime;
    private final LoginThrottle throttle;
    private final HashingQueue hashing;
    private volatile State state;

    /**
     * Creates an authenticator for the current users.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}: the time of day may be set back
     */
    public Authenticator(Users users, LongSupplier nanoTime) {
        this(users, nanoTime, new HashingQueue());
    }

    Authenticator(Users users, LongSupplier nanoTime, HashingQueue hashing) {
        this.hashing = hashing;
        this.nanoTime = nanoTime;
        throttle = new LoginThrottle(nanoTime);
        state = fresh(users);
    }

    /** Replaces the users. */
    public void reload(Users users) {
        state = fresh(users);
    }

    private State fresh(Users users) {
        return new State(users, new VerifiedPasswords(nanoTime));
    }

    /** Returns the user that a validated TLS client certificate represents, by the common name of its subject. */
    public Optional<User> withCertificate(String commonName) {
        return state.users().withCertificate(commonName);
    }

    /**
     * Checks a password on a connection on which this user has authenticated. It is compared with the password that was
     * verified recently only, so that no attack of others can keep this client out.
     */
    public Optional<User> again(String name, String password) {
        return state.verified().find(name, password);
    }

    /**
     * Checks a user name and a password.
     *
     * @param address the address of the client
     * @return the answer: complete for a password that was verified recently, and when no password is compared;
     *     otherwise after a good part of a second of processor time, on a thread that must not be held up
     */
    public CompletableFuture<Answer> authenticate(String name, String password, InetAddress address) {
        LoginThrottle.Attempt attempt = throttle.begin(name, Network.of(address));
        if (!attempt.left().isZero()) {
            return CompletableFuture.completedFuture(new Answer.Blocked(attempt.left()));
        }
        State now = state;
        Optional<User> verified = now.verified().find(name, password);
        return verified.isPresent()
                ? CompletableFuture.completedFuture(accepted(now, verified.get(), attempt))
                : hashing.submit(() -> hashed(name, password, attempt));
    }

    private static Answer accepted(State now, User user, LoginThrottle.Attempt attempt) {
        attempt.succeeded();
        return new Answer.Accepted(user, now.users().proofOf(user.name()));
    }

    /** Another attempt may have verified the same password meanwhile. */
    private Answer hashed(String name, String password, LoginThrottle.Attempt attempt) {
        State now = state;
        Optional<User> verified = now.verified().find(name, password);
        if (verified.isPresent()) {
            return accepted(now, verified.get(), attempt);
        }
        Optional<User> user = now.users().withPassword(name, password);
        if (user.isEmpty()) {
            return new Answer.Rejected(attempt.failed());
        }
        now.verified().add(user.get(), password);
        return accepted(now, user.get(), attempt);
    }
}
