package io.github.logoffd.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down the guessing of passwords, and not the right password.
 *
 * <p>Every account takes at most {@link Origin#guessesPerHour} wrong passwords an hour from each of three origins, in
 * total 10,000: from this machine, from networks from which a user has authenticated within a day, and from all others.
 * None can use up the share of another, so an attack from elsewhere does not concern the usual clients. Beyond its
 * share no password is compared, since each comparison would be one more guess, even if only the right one were
 * answered.
 *
 * <p>So that this is not reached by clients that wait for their answers, wrong passwords of one origin are answered at
 * a limited rate, whatever the account: the answers are delayed, by {@link #LONGEST_DELAY} at most. With N threads that
 * guess, each waits for N times {@link #RATE}; a right password waits for none of them. All of them count together,
 * since on a session host the users share the loopback address, and an address is not a person.
 *
 * <p>Known and unknown names are treated alike, so that neither a delay nor a refusal reveals which users exist.
 *
 * <p>Thread-safe.
 */
final class LoginThrottle {

    /** Wrong passwords that are answered without a delay: mistyped ones. */
    static final int FREE = 5;

    /** One answer to a wrong password in this time, for each origin: 64 threads at once do not reach the limit. */
    static final Duration RATE = Duration.ofMillis(650);

    static final Duration LONGEST_DELAY = Duration.ofSeconds(45);

    /** A quarter of an hour's guesses can be made at once. */
    private static final Duration BURST = Duration.ofMinutes(15);

    /** Names share a bucket by chance. An attacker can fill the bucket of a name anyway, so collisions give nothing. */
    private static final int BUCKETS = 4096;

    private static final int MOST_NETWORKS = 10_000;
    private static final Duration NETWORK_KEPT = Duration.ofDays(1);

    /** Where attempts come from, with the share of the 10,000 guesses an hour for an account. */
    enum Origin {
        THIS_MACHINE(7_000),
        KNOWN_NETWORK(2_000),
        ELSEWHERE(1_000);

        final int guessesPerHour;

        Origin(int guessesPerHour) {
            this.guessesPerHour = guessesPerHour;
        }
    }

    /** The guesses of each account, and the answers to wrong passwords, from one origin. */
    private record Counts(LeakyBuckets guesses, LeakyBuckets answers) {

        static Counts of(Origin origin, LongSupplier nanoTime) {
            Duration interval = BURST.plusHours(1).dividedBy(origin.guessesPerHour);
            return new Counts(
                    new LeakyBuckets(BUCKETS, BURST, interval, nanoTime),
                    new LeakyBuckets(1, LONGEST_DELAY.plus(RATE.multipliedBy(FREE)), RATE, nanoTime));
        }
    }

    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Counts thisMachine;

    @GuardedBy("this")
    private final Counts knownNetworks;

    @GuardedBy("this")
    private final Counts elsewhere;

    /** The time of the last right password from a network; the latest is last. */
    @GuardedBy("this")
    private final Map<Network, Long> networks = new LinkedHashMap<>();

    LoginThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        thisMachine = Counts.of(Origin.THIS_MACHINE, nanoTime);
        knownNetworks = Counts.of(Origin.KNOWN_NETWORK, nanoTime);
        elsewhere = Counts.of(Origin.ELSEWHERE, nanoTime);
    }

    /** One password before it is compared; it counts as a guess until it has proved right. */
    final class Attempt {

        private final Network network;
        private final Counts counts;
        private final int bucket;
        private final Duration left;

        private Attempt(Network network, Counts counts, int bucket, Duration left) {
            this.network = network;
            this.counts = counts;
            this.bucket = bucket;
            this.left = left;
        }

        /** Returns how long until a password can be compared again, zero when this one can. */
        Duration left() {
            return left;
        }

        /** The password is right, and so was not a guess. */
        void succeeded() {
            synchronized (LoginThrottle.this) {
                counts.guesses().remove(bucket);
                know(network);
            }
        }

        /** The password is wrong; returns the delay of the answer. */
        Duration failed() {
            synchronized (LoginThrottle.this) {
                counts.answers().add(0);
                Duration delay = counts.answers().level(0).minus(RATE.multipliedBy(FREE));
                return delay.isNegative() ? Duration.ZERO : delay;
            }
        }
    }

    /** Counts an attempt, unless the account has no guess left. */
    synchronized Attempt begin(String name, Network network) {
        Counts counts = counts(network);
        int bucket = Math.floorMod(name.hashCode(), BUCKETS);
        return new Attempt(network, counts, bucket, counts.guesses().add(bucket));
    }

    @GuardedBy("this")
    private Counts counts(Network network) {
        if (network.isLoopback()) {
            return thisMachine;
        }
        Long last = networks.get(network);
        boolean known = last != null && nanoTime.getAsLong() - last < NETWORK_KEPT.toNanos();
        return known ? knownNetworks : elsewhere;
    }

    @GuardedBy("this")
    private void know(Network network) {
        networks.remove(network);
        networks.put(network, nanoTime.getAsLong());
        if (networks.size() > MOST_NETWORKS) {
            networks.remove(networks.keySet().iterator().next());
        }
    }
}
