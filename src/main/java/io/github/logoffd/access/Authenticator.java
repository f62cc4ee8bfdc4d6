package io.github.logoffd.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Tells who somebody is. Wrong passwords slow their sender down ({@link LoginThrottle}), also when the right one comes next: otherwise
 * guessing would go on at full speed. At most two passwords are hashed at once, whatever comes in.
 *
 * <p>Thread-safe. {@link #authenticate} takes no time for a password that was right a moment ago, otherwise a good part of a second of
 * processor time after waiting two seconds at most.
 */
public final class Authenticator {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Replaced as a whole, so that a password that was right for the users before cannot get among those of the new ones. */
    private record State(Users users, VerifiedPasswords verified) {}

    private final LongSupplier nanoTime;
    private final LoginThrottle slowDown;
    private final HashingLimit hashing;
    private final AtomicReference<State> state;

    /**
     * Starts with the users that there are.
     *
     * @param nanoTime a clock as {@link System#nanoTime}: the time of day may be set back
     */
    public Authenticator(Users users, LongSupplier nanoTime) {
        this(users, nanoTime, new HashingLimit(AT_ONCE, PATIENCE));
    }

    Authenticator(Users users, LongSupplier nanoTime, HashingLimit hashing) {
        this.hashing = hashing;
        this.nanoTime = nanoTime;
        slowDown = new LoginThrottle(nanoTime);
        state = new AtomicReference<>(fresh(users));
    }

    /** Takes other users from now on. Requests that are under way are answered with those before. */
    public void reload(Users users) {
        state.set(fresh(users));
    }

    private State fresh(Users users) {
        return new State(users, new VerifiedPasswords(nanoTime));
    }

    /** Returns the user whom a checked TLS client certificate stands for, by the common name of its subject. */
    public Optional<User> withCertificate(String commonName) {
        return state.get().users().withCertificate(commonName);
    }

    /**
     * Looks at a name and a password.
     *
     * @param address where they came from
     */
    public Answer authenticate(String name, String password, InetAddress address) {
        State now = state.get();
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

    /** Asks once more: those before in the queue may have been wrong meanwhile, or have brought the same password and been right. */
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
