package io.github.logoffd.control.rules;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts logoffs in sliding time windows and compares them with the limits in force at that moment. Those of earlier
 * runs count too.
 *
 * <p>Reserved capacity is not available to other requests. Each reserved logoff counts when Windows is called for it,
 * and only if the limits allow it then: they may be lower by now. Thread-safe; a reservation is made as a whole or not
 * at all.
 */
public final class LogoffRates {

    private static final Logger log = LoggerFactory.getLogger(LogoffRates.class);

    private static final String USED_UP =
            "The limits of logoffs (limit.* in logoffd.properties) count as used up for an hour from the startup of the"
                    + " service.";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * Beyond this the oldest are forgotten: ten times the highest limit of an hour, so that no limit in use is
     * affected.
     */
    private static final int MOST = 100_000;

    private final Supplier<RateLimits> limits;
    private final LongSupplier nanoTime;
    /** In the order of time. */
    @GuardedBy("this")
    private final Deque<Counted> counted = new ArrayDeque<>();

    @GuardedBy("this")
    private final Map<Asker, Integer> reserved = new HashMap<>();

    /** Why logoffs of an earlier run may be missing, and until when that matters. */
    @GuardedBy("this")
    private Optional<Gap> gap = Optional.empty();

    LogoffRates(Supplier<RateLimits> limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * The actor and the host of a logoff.
     *
     * @param actor a user or an address
     * @param users how many users that host has
     */
    public record Asker(String actor, String host, int users) {}

    private record Counted(Asker asker, long nanos) {}

    private record Gap(String reason, long endNanos) {}

    /**
     * One limit.
     *
     * @param words what it allows, after its key
     * @param most the number, 0 for no limit
     */
    private record Limit(String key, String words, int most, Duration window, Predicate<Asker> concerns) {}

    /**
     * Counts the logoffs of earlier runs, before any of this run. How many users their hosts had is not known, so the
     * limit by percent is that of the users of today.
     */
    synchronized void countEarlier(PastRequests past) {
        long now = nanoTime.getAsLong();
        List<AuditRecord> oldestFirst = past.all()
                .filter(AuditRecord::countsAsLogoff)
                .sorted(Comparator.comparing(past::age).reversed())
                .toList();
        for (AuditRecord record : oldestFirst) {
            Asker asker = new Asker(record.actor(), record.intent().host(), 0);
            counted.addLast(new Counted(asker, now - past.age(record).toNanos()));
        }
        gap = past.gap().map(reason -> new Gap(reason, now + HOUR.toNanos()));
        problem().ifPresent(log::error);
    }

    /** Returns one sentence while limits are used up because logoffs of an earlier run may be missing. */
    synchronized Optional<String> problem() {
        return limitsFor(new Asker("", "", 0)).stream().anyMatch(limit -> limit.most() > 0)
                ? openGap().map(missing -> missing.reason() + ' ' + USED_UP)
                : Optional.empty();
    }

    @GuardedBy("this")
    private Optional<Gap> openGap() {
        return gap.filter(missing -> nanoTime.getAsLong() - missing.endNanos() < 0);
    }

    /** Counts one logoff that Windows is about to be called for, or refuses it. */
    synchronized Step count(Asker asker) {
        Step refusal = refusal(asker, 1);
        if (refusal.continues()) {
            add(asker);
        }
        return refusal;
    }

    /** Counts one reserved logoff, which uses up its reservation, or refuses it. */
    synchronized Step countReserved(Asker asker) {
        giveBack(asker, 1);
        Step refusal = refusal(asker, 1, false);
        if (refusal.continues()) {
            add(asker);
        }
        return refusal;
    }

    /** Reserves capacity for this number of logoffs, or refuses and reserves none. */
    synchronized Step reserve(Asker asker, int more) {
        Step refusal = refusal(asker, more);
        if (refusal.continues()) {
            reserved.merge(asker, more, Integer::sum);
        }
        return refusal;
    }

    /** Releases reserved capacity. */
    synchronized void giveBack(Asker asker, int unused) {
        reserved.computeIfPresent(asker, (same, room) -> room > unused ? room - unused : null);
    }

    /** Refuses this number of further logoffs when the limits do not allow them now; counts nothing. */
    synchronized Step refusal(Asker asker, int more) {
        return refusal(asker, more, true);
    }

    @GuardedBy("this")
    private Step refusal(Asker asker, int more, boolean countReserved) {
        forgetOlderThanAnHour();
        for (Limit limit : limitsFor(asker)) {
            if (limit.most() > 0 && more > 0) {
                if (openGap().isPresent()) {
                    return refusal(limit, openGap().get());
                }
                int before = countedIn(limit) + (countReserved ? reservedIn(limit) : 0);
                if (before + more > limit.most()) {
                    return refusal(limit, before, more);
                }
            }
        }
        return Step.next();
    }

    private static Step refusal(Limit limit, Gap missing) {
        return Step.Refused.by(
                limit.key(),
                Outcome.REFUSED_LIMIT,
                missing.reason() + " So " + limit.key()
                        + " in logoffd.properties counts as used up for an hour from the startup of the service; nothing"
                        + " was done.");
    }

    private static Step refusal(Limit limit, int before, int more) {
        return Step.Refused.by(
                limit.key(),
                Outcome.REFUSED_LIMIT,
                limit.key() + " in logoffd.properties allows " + limit.words() + "; there were " + before + ", so "
                        + more + " more would be too many and nothing was done.");
    }

    @GuardedBy("this")
    private void add(Asker asker) {
        counted.addLast(new Counted(asker, nanoTime.getAsLong()));
        if (counted.size() > MOST) {
            counted.removeFirst();
        }
    }

    @GuardedBy("this")
    private void forgetOlderThanAnHour() {
        while (!counted.isEmpty() && !isWithin(HOUR, counted.getFirst())) {
            counted.removeFirst();
        }
    }

    private boolean isWithin(Duration window, Counted one) {
        return nanoTime.getAsLong() - one.nanos() < window.toNanos();
    }

    /** Scans from the newest, since a minute is short. */
    @GuardedBy("this")
    private int countedIn(Limit limit) {
        int found = 0;
        Iterator<Counted> newestFirst = counted.descendingIterator();
        while (newestFirst.hasNext()) {
            Counted one = newestFirst.next();
            if (!isWithin(limit.window(), one)) {
                break;
            }
            if (limit.concerns().test(one.asker())) {
                found++;
            }
        }
        return found;
    }

    @GuardedBy("this")
    private int reservedIn(Limit limit) {
        return reserved.entrySet().stream()
                .filter(room -> limit.concerns().test(room.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @GuardedBy("this")
    private List<Limit> limitsFor(Asker asker) {
        RateLimits now = limits.get();
        Predicate<Asker> same = other -> other.actor().equals(asker.actor());
        Predicate<Asker> any = other -> true;
        List<Limit> plain = List.of(
                plain("limit.logoffsPerMinute", now.logoffsPerMinute(), MINUTE, "one user or address", same),
                plain("limit.logoffsPerHour", now.logoffsPerHour(), HOUR, "one user or address", same),
                plain("limit.allLogoffsPerMinute", now.allLogoffsPerMinute(), MINUTE, "all together", any),
                plain("limit.allLogoffsPerHour", now.allLogoffsPerHour(), HOUR, "all together", any));
        return now.percentOfUsers() == 0
                ? plain
                : Stream.concat(plain.stream(), Stream.of(percent(asker, now.percentOfUsers())))
                        .toList();
    }

    private static Limit plain(String key, int most, Duration window, String whom, Predicate<Asker> concerns) {
        String words = whom + ' ' + most + " logoffs in " + (window.equals(HOUR) ? "an hour" : "a minute");
        return new Limit(key, words, most, window, concerns);
    }

    /** Based on the highest number of users within the hour: the counted logoffs must not lower their own limit. */
    @GuardedBy("this")
    private Limit percent(Asker asker, int percent) {
        Predicate<Asker> sameHost = other -> other.host().equals(asker.host());
        int users = Stream.concat(Stream.of(asker), counted.stream().map(Counted::asker))
                .filter(sameHost)
                .mapToInt(Asker::users)
                .max()
                .orElse(0);
        int most = Math.max(1, users * percent / 100);
        String words = "in an hour the logoff of " + percent + " percent of the " + users + " users of " + asker.host()
                + ", which is " + most;
        return new Limit("limit.percentOfUsers", words, most, HOUR, sameHost);
    }
}
