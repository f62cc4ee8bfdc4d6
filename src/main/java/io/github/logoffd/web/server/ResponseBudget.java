package io.github.logoffd.web.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.UserShares;
import io.github.logoffd.support.json.WrittenJson;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of concurrent requests and answers. Memory is counted in values, of about seventy bytes each in
 * Jolokia. One user gets at most half of the budget, so that others keep a share; small requests are always admitted,
 * and amount to little even on all connections. Large answers are computed one after another; how many requests may
 * wait for that, each on its thread, is shared likewise, so that the threads suffice for others. Thread-safe.
 */
public final class ResponseBudget {

    /** Why a request is not carried out, as the end of a sentence. */
    public static final String EXHAUSTED =
            "the memory for answers is exhausted. Request less at once, or repeat it after a second.";

    /** The same for a request that would have to wait behind too many others. */
    public static final String TOO_MANY =
            "too many large requests of this user are waiting. Request less at once, or repeat it after a second.";

    /** Values that every request gets: twice the state of a host with ten sessions. */
    static final int SMALL = 1_000;

    /** About 320,000 values with the heap of the shipped service, which is a third of it. */
    private static final int HEAP_BYTES_FOR_A_VALUE = 200;

    /** The worst case of parsing is a body that consists of brackets. */
    private static final int BODY_BYTES_OF_A_VALUE = 4;

    /** A client that polls on 32 connections with one user is served on all of them. */
    private static final int MOST_WAITING = 64;

    private static final int COMPUTED_AT_ONCE = 4;
    private static final int COMPUTED_FOR_A_USER = 2;
    private static final int CHARS_OF_A_VALUE = 64;

    private final long most;

    @GuardedBy("this")
    private final Map<String, Long> byUser = new HashMap<>();

    private final UserShares waiting;
    private final Semaphore computing = new Semaphore(COMPUTED_AT_ONCE, true);
    private final Map<String, Semaphore> computingForUser = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private long taken;

    /**
     * Creates the budget of a service.
     *
     * @param connections how many requests are served at once
     */
    public ResponseBudget(int connections) {
        this(Runtime.getRuntime().maxMemory() / HEAP_BYTES_FOR_A_VALUE, Math.min(MOST_WAITING, connections / 2));
    }

    /**
     * Creates a budget.
     *
     * @param most the number of values
     * @param mostWaiting how many requests may wait for a large answer or compute one
     */
    public ResponseBudget(long most, int mostWaiting) {
        this.most = most;
        this.waiting = new UserShares(mostWaiting);
    }

    /** Opens the reservation of one request; closing it releases everything. */
    public Reservation open(Caller caller) {
        return new Reservation(caller);
    }

    /** The reservation of one request, used by one thread at a time. */
    public final class Reservation implements AutoCloseable {

        private final String user;
        private final Role role;
        private Optional<UserShares.Place> place = Optional.empty();
        private long own;

        private Reservation(Caller caller) {
            user = caller.user();
            role = Role.of(caller.role()).orElse(Role.MONITOR);
        }

        /** Reserves that many more values; returns false and reserves nothing when the budget is exhausted. */
        public boolean take(long values) {
            synchronized (ResponseBudget.this) {
                long ofUser = byUser.getOrDefault(user, 0L) + values;
                boolean fits = ofUser <= most / 2 && taken + values <= most;
                if (own + values > SMALL && !fits) {
                    return false;
                }
                own += values;
                taken += values;
                byUser.put(user, ofUser);
                return true;
            }
        }

        /**
         * Reserves memory for a body before it is read; at most a quarter of the budget, whatever size is configured.
         */
        boolean takeForBody(long bytes) {
            return take(Math.min(bytes / BODY_BYTES_OF_A_VALUE, most / 4));
        }

        /** Reserves memory for the part of a written answer that is buffered until the client has read it. */
        boolean takeForAnswer(int bytes) {
            return take(bytes / CHARS_OF_A_VALUE);
        }

        /**
         * Waits until few other answers are being computed, since values are only counted once computed. A user with
         * many requests waits for their own first, so that only a few are ever ahead of others.
         *
         * @return whether the answer may be computed, after which comes {@link #computed}; false at once when too many
         *     requests of this user, or of all monitors, wait
         */
        public boolean compute() {
            place = waiting.take(user, role);
            if (place.isEmpty()) {
                return false;
            }
            ofUser().acquireUninterruptibly();
            computing.acquireUninterruptibly();
            return true;
        }

        public void computed() {
            computing.release();
            ofUser().release();
            place.ifPresent(UserShares.Place::close);
        }

        private Semaphore ofUser() {
            return computingForUser.computeIfAbsent(user, any -> new Semaphore(COMPUTED_FOR_A_USER, true));
        }

        @Override
        public void close() {
            synchronized (ResponseBudget.this) {
                taken -= own;
                byUser.merge(user, -own, Long::sum);
                byUser.remove(user, 0L);
                own = 0;
            }
        }
    }

    /** Counts the values of an answer; a long string counts as several, and a shared object counts once. */
    public static long values(Object json) {
        return values(json, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static long values(Object json, Set<WrittenJson> seen) {
        if (json instanceof Map<?, ?> map) {
            return 1 + values(map.values(), seen);
        }
        if (json instanceof Collection<?> list) {
            long values = 1;
            for (Object value : list) {
                values += values(value, seen);
            }
            return values;
        }
        if (json instanceof WrittenJson written) {
            return seen.add(written) ? ofText(written.text()) : 1;
        }
        return json instanceof String text ? ofText(text) : 1;
    }

    private static long ofText(String text) {
        return 1L + text.length() / CHARS_OF_A_VALUE;
    }

    /** Returns how many values are in memory. */
    synchronized long taken() {
        return taken;
    }
}
