package io.github.logoffd.web.server;

import io.github.logoffd.support.json.WrittenJson;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Keeps requests and answers from filling the heap, whoever asks for how much at the same time. What is in memory at once is counted in
 * values, each of which takes some seventy bytes as Jolokia holds it. One user gets half of the room at most, so that nobody can take all of
 * it from the others; what is small always has a place, and is little even on all connections. Thread-safe.
 */
public final class ResponseBudget {

    /** What a request can have in any case: twice the state of a host with ten sessions. */
    static final int SMALL = 1_000;

    /** With the heap of the shipped service some 320,000 values, so that a third of it is for them. */
    private static final int HEAP_BYTES_FOR_A_VALUE = 200;

    /** A body of nothing but brackets takes most when it is read. */
    private static final int BODY_BYTES_OF_A_VALUE = 4;

    private static final int COMPUTED_AT_ONCE = 4;
    private static final int COMPUTED_FOR_A_USER = 2;
    private static final int CHARS_OF_A_VALUE = 64;

    private final long most;
    private final Map<String, Long> byUser = new HashMap<>();
    private final Semaphore computing = new Semaphore(COMPUTED_AT_ONCE, true);
    private final Map<String, Semaphore> computingForUser = new ConcurrentHashMap<>();
    private long taken;

    public ResponseBudget() {
        this(Runtime.getRuntime().maxMemory() / HEAP_BYTES_FOR_A_VALUE);
    }

    /** Makes room for {@code most} values. */
    public ResponseBudget(long most) {
        this.most = most;
    }

    /** Opens what one request takes; closing it gives everything back. */
    public Reservation open(String user) {
        return new Reservation(user);
    }

    /** The place of one request, used by one thread at a time. */
    public final class Reservation implements AutoCloseable {

        private final String user;
        private long own;

        private Reservation(String user) {
            this.user = user;
        }

        /** Takes room for so many more values, or tells that there is not enough and takes nothing. */
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

        /** Takes room for a body before it is read; a quarter of all room at most, whatever size is configured. */
        boolean takeForBody(long bytes) {
            return take(Math.min(bytes / BODY_BYTES_OF_A_VALUE, most / 4));
        }

        /** Takes room for so much of a written answer that is held until the client has read it. */
        boolean takeForAnswer(int bytes) {
            return take(bytes / CHARS_OF_A_VALUE);
        }

        /**
         * Waits until few others compute an answer: what is computed is not counted yet. Whoever asks for much waits for himself, so that
         * before the others there are never more than a few. Goes with {@link #computed}.
         */
        public void compute() {
            ofUser().acquireUninterruptibly();
            computing.acquireUninterruptibly();
        }

        public void computed() {
            computing.release();
            ofUser().release();
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

    /** Counts the values of an answer; a long text is several, and what is written already counts once, wherever it is named. */
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
