package io.github.logoffd.monitor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events, numbered, for any number of readers up to a limit. Each reader has a place in the one buffer and no queue of
 * its own, so a reader costs nothing and publishing waits for none: a reader whose place has left the buffer is dropped.
 *
 * <p>The numbers begin with the start of the service in milliseconds since 1970, times 1024. They are therefore larger than all of
 * an earlier run, unless the clock was set back or that run had more than a thousand events in every millisecond, and small
 * enough for JavaScript.
 *
 * <p>Thread-safe; the lock is held for moments only.
 */
public final class EventJournal implements AutoCloseable {

    /** Tells a reader that events which it asked for are not in the buffer any more. */
    public static final String MISSED = "logoffd.events.missed";

    /** A reader that names this number as its last gets all that the buffer has. */
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
    private final Set<Subscription> subscriptions = new HashSet<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private long next;
    private boolean closed;

    /**
     * What is counted together; there are few types and hosts.
     *
     * @param host where it happened, {@code ""} when on none
     * @param type what happened
     */
    public record Kind(String host, String type) {}

    /**
     * Creates an empty log.
     *
     * @param capacity how many events it keeps
     * @param mostSubscriptions how many may read at once
     */
    public EventJournal(int capacity, int mostSubscriptions, InstantSource clock) {
        this.capacity = capacity;
        this.mostSubscriptions = mostSubscriptions;
        this.clock = clock;
        this.first = clock.millis() * NUMBERS_PER_MILLISECOND;
        this.next = first;
    }

    /** Numbers an event, keeps it and notifies the readers. */
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
        readers.forEach(reader -> reader.observer.run());
        return event;
    }

    /** Returns how often what has happened since this was created. */
    public Map<Kind, Long> counts() {
        lock.lock();
        try {
            return Map.copyOf(counts);
        } finally {
            lock.unlock();
        }
    }

    /** Begins to read with what happens from now on. Nothing when as many read already as may, or the log is closed. */
    public Optional<Subscription> subscribe() {
        lock.lock();
        try {
            return add(new Subscription(next, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins to read with the event after that number. When events in between are gone, the first one read is of type {@link #MISSED};
     * its {@code Missed} is how many, -1 when that is not known because the number is not of this run.
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

    /** Its number is the one before the oldest event, so that whoever resumes after it gets that one. */
    private Event missed(long count, long sequence) {
        Instant now = clock.instant();
        String message = count == UNKNOWN
                ? "The last event that you name is not of this run of the service; what happened since may be missing."
                : count + " events that you ask for are not kept any more.";
        return new Event(sequence, now, MISSED, "", message, Map.of("Missed", count));
    }

    /** Ends every subscription; nobody can begin to read any more. Publishing goes on to be harmless. */
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

    /** One reader's place. For one reading thread at a time; the rest may be called by any. */
    public final class Subscription implements AutoCloseable {

        private final List<Event> ahead;
        private volatile Runnable observer = () -> {};
        private long position;
        private boolean ended;

        private Subscription(long position, List<Event> ahead) {
            this.position = position;
            this.ahead = new ArrayList<>(ahead);
        }

        /** Sets what is run after each event and at the end, by the thread that publishes or closes; it must not block. */
        public void observe(Runnable newObserver) {
            observer = newObserver;
        }

        /** Returns the next events, at most a hundred; none when there is none yet, or the subscription {@link #isOver is over}. */
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

        /** Tells whether there will be no more events: it was closed, or {@link #isDropped dropped}. */
        public boolean isOver() {
            lock.lock();
            try {
                return ended || isDropped();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Tells whether the reader was so slow that the event it would get next is gone. It can subscribe again after the last one that it
         * got and is then told how many it has missed.
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
