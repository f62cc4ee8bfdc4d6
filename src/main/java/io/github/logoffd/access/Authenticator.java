package io.github.logoffd.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Authenticates users. Wrong passwords delay further attempts of their sender ({@link LoginThrottle}), even with the
 * right password: otherwise guessing would continue at full speed. At most two passwords are hashed at once, whatever
 * the load.
 *
 * <p>Thread-safe. {@link #authenticate} returns at once for a password that was verified recently; otherwise it waits
 * up to two seconds for a hashing slot and takes a good part of a second of processor time.
 */
public final class Authenticator {

    private static final int AT_ONCE = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Replaced as a whole, so that a password verified for the previous users is never accepted for the new ones. */
    private record State(Users users, VerifiedPasswords verified) {}

    private final LongSupplier nanoTime;
    private final LoginThrottle slowDown;
    private final HashingLimit hashing;
    private volatile State state;

    /**
     * Creates an authenticator for the current users.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}: the time of day may be set back
     */
    public Authenticator(Users users, LongSupplier nanoTime) {
        this(users, nanoTime, new HashingLimit(AT_ONCE, TIMEOUT));
    }

    Authenticator(Users users, LongSupplier nanoTime, HashingLimit hashing) {
        this.hashing = hashing;
        this.nanoTime = nanoTime;
        slowDown = new LoginThrottle(nanoTime);
        state = fresh(users);
    }

    /** Replaces the users. Requests in progress are answered with the previous ones. */
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
     * Checks a user name and a password.
     *
     * @param address the address of the client
     */
    public Answer authenticate(String name, String password, InetAddress address) {
        State now = state;
        Network network = Network.of(address);
        Duration pause = slowDown.pause(name, now.users().has(name), network);
        if (!pause.isZero()) {
            return new Answer.Blocked(pause);
        }
        Optional<User> verified = now.verified().find(name, password);
        if (verified.isPresent()) {
            slowDown.succeeded(name, network);
            return accepted(now, verified.get());
        }
        if (!hashing.enter()) {
            return new Answer.Busy();
        }
        try {
            return hashed(now, name, password, network);
        } finally {
            hashing.leave();
        }
    }

    private static Answer accepted(State now, User user) {
        return new Answer.Accepted(user, now.users().proofOf(user.name()));
    }

    /**
     * Checks again after the wait: attempts ahead in the queue may have failed meanwhile, or may have verified the same
     * password.
     */
    private Answer hashed(State now, String name, String password, Network network) {
        boolean known = now.users().has(name);
        Duration pause = slowDown.pause(name, known, network);
        if (!pause.isZero()) {
            return new Answer.Blocked(pause);
        }
        Optional<User> verified = now.verified().find(name, password);
        if (verified.isPresent()) {
            return accepted(now, verified.get());
        }
        Optional<User> user = now.users().withPassword(name, password);
        if (user.isEmpty()) {
            slowDown.failed(name, known, network);
            return new Answer.Rejected();
        }
        slowDown.succeeded(name, network);
        now.verified().add(user.get(), password);
        return accepted(now, user.get());
    }
}
