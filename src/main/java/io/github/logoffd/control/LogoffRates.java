package io.github.logoffd.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts what Windows is asked to log off, in windows that slide with the clock. A restart forgets it. Thread-safe; what is counted
 * together is counted as a whole or not at all.
 */
final class LogoffRates {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** The oldest are forgotten then: ten times as many as the highest limit of an hour, so that no limit in use notices. */
    private static final int MOST = 100_000;

    private final Supplier<RateLimits> limits;
    private final LongSupplier nanoTime;
    /** In the order of time. */
    private final Deque<Counted> counted = new ArrayDeque<>();

    LogoffRates(Supplier<RateLimits> limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Who wants to log somebody off where.
     *
     * @param actor a user or an address
     * @param users how many users that host has
     */
    record Asker(String actor, String host, int users) {}

    private record Counted(Asker asker, long nanos) {}

    /**
     * One limit.
     *
     * @param words what it allows, after its key
     * @param most the number, 0 for no limit
     */
    private record Limit(String key, String words, int most, Duration window, Predicate<Asker> concerns) {}

    /** Counts so many logoffs, or returns why there may not be so many and counts none. */
    synchronized Optional<Verdict> count(Asker asker, int more) {
        Optional<Verdict> refusal = refusal(asker, more);
        if (refusal.isEmpty()) {
            Counted one = new Counted(asker, nanoTime.getAsLong());
            Stream.generate(() -> one).limit(more).forEach(counted::addLast);
            while (counted.size() > MOST) {
                counted.removeFirst();
            }
        }
        return refusal;
    }

    /** Returns why there may not be so many logoffs more now; counts nothing. */
    synchronized Optional<Verdict> refusal(Asker asker, int more) {
        forgetOlderThanAnHour();
        return limitsFor(asker)
                .filter(limit -> limit.most() > 0 && more > 0 && countedBy(limit) + more > limit.most())
                .findFirst()
                .map(limit -> Verdict.refusedBy(
                        limit.key(),
                        Outcome.REFUSED_LIMIT,
                        limit.key() + " in logoffd.properties allows " + limit.words() + "; there were "
                                + countedBy(limit) + ", so " + more + " more would be too many and nothing was done."));
    }

    /** Takes back what was counted for an asker and did not happen. */
    synchronized void takeBack(Asker asker, int unused) {
        Iterator<Counted> newestFirst = counted.descendingIterator();
        int left = unused;
        while (left > 0 && newestFirst.hasNext()) {
            if (newestFirst.next().asker().equals(asker)) {
                newestFirst.remove();
                left--;
            }
        }
    }

    private void forgetOlderThanAnHour() {
        while (!counted.isEmpty() && !isWithin(HOUR, counted.getFirst())) {
            counted.removeFirst();
        }
    }

    private boolean isWithin(Duration window, Counted one) {
        return nanoTime.getAsLong() - one.nanos() < window.toNanos();
    }

    private long countedBy(Limit limit) {
        return counted.stream()
                .filter(one -> isWithin(limit.window(), one))
                .filter(one -> limit.concerns().test(one.asker()))
                .count();
    }

    private Stream<Limit> limitsFor(Asker asker) {
        RateLimits now = limits.get();
        Predicate<Asker> same = other -> other.actor().equals(asker.actor());
        Predicate<Asker> any = other -> true;
        return Stream.of(
                plain("limit.logoffsPerMinute", now.logoffsPerMinute(), MINUTE, "one user or address", same),
                plain("limit.logoffsPerHour", now.logoffsPerHour(), HOUR, "one user or address", same),
                plain("limit.allLogoffsPerMinute", now.allLogoffsPerMinute(), MINUTE, "all together", any),
                plain("limit.allLogoffsPerHour", now.allLogoffsPerHour(), HOUR, "all together", any),
                percent(asker, now.percentOfUsers()));
    }

    private static Limit plain(String key, int most, Duration window, String whom, Predicate<Asker> concerns) {
        String words = whom + ' ' + most + " logoffs in " + (window.equals(HOUR) ? "an hour" : "a minute");
        return new Limit(key, words, most, window, concerns);
    }

    /** Of the most users that the host had within the hour: the logoffs that count must not lower what they count towards. */
    private Limit percent(Asker asker, int percent) {
        Predicate<Asker> sameHost = other -> other.host().equals(asker.host());
        int users = Stream.concat(Stream.of(asker), counted.stream().map(Counted::asker))
                .filter(sameHost)
                .mapToInt(Asker::users)
                .max()
                .orElse(0);
        int most = percent == 0 ? 0 : Math.max(1, users * percent / 100);
        String words = "in an hour the logoff of " + percent + " percent of the " + users + " users of " + asker.host()
                + ", which is " + most;
        return new Limit("limit.percentOfUsers", words, most, HOUR, sameHost);
    }
}
