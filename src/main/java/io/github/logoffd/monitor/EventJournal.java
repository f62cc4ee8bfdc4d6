package io.github.logoffd.monitor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Ring buffer of the newest events, numbered, for a limited number of readers. Each reader has a position in the one
 * buffer and no queue of its own, so a reader needs no memory and publishing never waits: a reader whose position has
 * left the buffer is dropped.
 *
 * <p>The numbers start with the startup time of the service in milliseconds since 1970, times 1024. They are therefore
 * larger than all of an earlier run, unless the clock was set back or that run had more than a thousand events in every
 * millisecond, and small enough for JavaScript.
 *
 * <p>Thread-safe; the lock is held for moments only.
 */
public final class EventJournal implements AutoCloseable {

    /** Type of the event that reports to a reader that requested events are no longer in the buffer. */
    public static final String MISSED = "logoffd.events.missed";

    /** A reader that gives this number as its last one gets the whole buffer. */
    public static final long FROM_THE_BEGINNING = 0;

    private static final int NUMBERS_PER_MILLISECOND = 1024;
    private static final int MOST_AT_ONCE = 100;
    private static final long UNKNOWN = -1;

    private final int capacity;
    private final int mostSubscriptions;
    private final InstantSource clock;
    private final long first;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Event> buffer = new ArrayDeque<>();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private volatile Consumer<Event> recorder = event -> {};
    private long next;
    private boolean closed;

    /**
     * Key of the event counters; there are few types and hosts.
     *
     * @param host the host, {@code ""} when none
     * @param type the type of the event
     */
    public record Kind(String host, String type) {}

    /**
     * Creates an empty log.
     *
     * @param capacity the number of events to keep
     * @param mostSubscriptions the limit of concurrent readers
     */
    public EventJournal(int capacity, int mostSubscriptions, InstantSource clock) {
        this.capacity = capacity;
        this.mostSubscriptions = mostSubscriptions;
        this.clock = clock;
        this.first = clock.millis() * NUMBERS_PER_MILLISECOND;
        this.next = first;
    }

    public int mostSubscriptions() {
        return mostSubscriptions;
    }

    /** Sets what records each event, on the thread that publishes; it must return at once. */
    public void recordTo(Consumer<Event> newRecorder) {
        recorder = newRecorder;
    }

    /** Numbers an event, stores it and notifies the readers. */
    public Event publish(String type, String host, String message, Map<String, Object> data) {
        Event event;
        List<Subscription> readers;
        lock.lock();
        try {
            event = new Event(next, clock.instant(), type, host, message, data);
            next++;
            buffer.addLast(event);
            counts.merge(new Kind(host, type), 1L, Long::sum);
            if (buffer.size() > capacity) {
                buffer.removeFirst();
            }
            readers = List.copyOf(subscriptions);
        } finally {
            lock.unlock();
        }
        recorder.accept(event);
        readers.forEach(reader -> reader.observer.run());
        return event;
    }

    /** Returns the number of events of each kind since this was created. */
    public Map<Kind, Long> counts() {
        lock.lock();
        try {
            return Map.copyOf(counts);
        } finally {
            lock.unlock();
        }
    }

    /** Subscribes to events from now on. Empty when the limit of readers is reached, or the journal is closed. */
    public Optional<Subscription> subscribe() {
        lock.lock();
        try {
            return add(new Subscription(next, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Subscribes from the event after that number on. When events in between are gone, the first event is of type
     * {@link #MISSED}; its {@code Missed} is their number, -1 when unknown because the number is not of this run.
     */
    public Optional<Subscription> subscribeAfter(long lastSequence) {
        lock.lock();
        try {
            long last = lastSequence == FROM_THE_BEGINNING ? first - 1 : lastSequence;
            long oldest = next - buffer.size();
            boolean ofThisRun = last >= first - 1 && last < next;
            if (ofThisRun && last + 1 >= oldest) {
                return add(new Subscription(last + 1, List.of()));
            }
            return add(new Subscription(oldest, List.of(missed(ofThisRun ? oldest - last - 1 : UNKNOWN, oldest - 1))));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Subscription> add(Subscription subscription) {
        if (closed || subscriptions.size() >= mostSubscriptions) {
            return Optional.empty();
        }
        subscriptions.add(subscription);
        return Optional.of(subscription);
    }

    /** Its number precedes the oldest event, so that a reader that resumes after it gets that one. */
    private Event missed(long count, long sequence) {
        Instant now = clock.instant();
        String message = count == UNKNOWN
                ? "The given last event is not of this run of the service; later events may be missing."
                : count + " requested events are no longer in the buffer.";
        return new Event(sequence, now, MISSED, "", message, Map.of("Missed", count));
    }

    /** Ends every subscription and rejects new ones. Publishing afterwards has no effect. */
    @Override
    public void close() {
        List<Subscription> readers;
        lock.lock();
        try {
            closed = true;
            readers = List.copyOf(subscriptions);
        } finally {
            lock.unlock();
        }
        readers.forEach(Subscription::close);
    }

    /** Position of one reader. For one reading thread at a time; the other methods may be called by any thread. */
    public final class Subscription implements AutoCloseable {

        private final List<Event> ahead;
        private volatile Runnable observer = () -> {};
        private long position;
        private boolean ended;

        private Subscription(long position, List<Event> ahead) {
            this.position = position;
            this.ahead = new ArrayList<>(ahead);
        }

        /**
         * Sets the callback that runs after each event and on close, on the thread that publishes or closes; it must
         * not block.
         */
        public void observe(Runnable newObserver) {
            observer = newObserver;
        }

        /**
         * Returns the next events, at most a hundred; none when there is none yet, or the subscription {@link #isOver
         * is over}.
         */
        public List<Event> next() {
            lock.lock();
            try {
                return isOver() ? List.of() : take();
            } finally {
                lock.unlock();
            }
        }

        private List<Event> take() {
            List<Event> events = new ArrayList<>(ahead);
            ahead.clear();
            buffer.stream()
                    .skip(position - (next - buffer.size()))
                    .limit(MOST_AT_ONCE)
                    .forEach(events::add);
            position = Math.min(next, position + MOST_AT_ONCE);
            return events;
        }

        /** Returns whether no further events will follow: it was closed, or {@link #isDropped dropped}. */
        public boolean isOver() {
            lock.lock();
            try {
                return ended || isDropped();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Returns whether the reader was so slow that its next event has left the buffer. It can subscribe again after
         * its last event and then gets the number of missed events.
         */
        public boolean isDropped() {
            lock.lock();
            try {
                return position < next - buffer.size();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                subscriptions.remove(this);
            } finally {
                lock.unlock();
            }
            observer.run();
        }
    }
}
