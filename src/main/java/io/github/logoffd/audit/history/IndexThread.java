package io.github.logoffd.audit.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daemon thread {@code history-index}, which makes the index and keeps it up to date. A failure, such as a full disk,
 * is a problem of the history only: the index is opened again, or made anew, a minute later. Thread-safe.
 */
final class IndexThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexThread.class);

    private static final Duration LONGEST_WAIT_OF_QUERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** Changes that may be made again after a crash. */
    private static final long MOST_UNCOMMITTED = 4000;

    /** With more to index, as after the first start, a query does not wait. */
    private static final long LONG_WORK_BYTES = 4 << 20;

    private final FileLocator locator;
    private final Path file;
    private final ProtectedFiles protection;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private long requested;

    @GuardedBy("lock")
    private long served;

    @GuardedBy("lock")
    private boolean closed;

    private volatile Optional<IndexState> state = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private volatile Optional<MVStoreException> failure = Optional.empty();

    /** With the lowest priority, so that requests come first; nothing depends on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    IndexThread(FileLocator locator, Path file, ProtectedFiles protection) {
        this.locator = locator;
        this.file = file;
        this.protection = protection;
        this.thread = DaemonThreads.named("history-index").newThread(this::run);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    void start() {
        thread.start();
    }

    /** Returns what is indexed, empty while there is no index. */
    Optional<IndexState> state() {
        return state;
    }

    /** Returns why there is no index, in one sentence. */
    Optional<String> problem() {
        return problem;
    }

    /** Lets the thread look for new lines. */
    void wake() {
        lock.lock();
        try {
            requested++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits a moment until all is indexed that was written before this call. Returns whether it is.
     *
     * @throws InterruptedException when the caller's thread was interrupted
     */
    boolean awaitCurrent() throws InterruptedException {
        lock.lock();
        try {
            long ticket = ++requested;
            changed.signalAll();
            long left = (state.isPresent() ? LONGEST_WAIT_OF_QUERY : LONGEST_OPENING).toNanos();
            while (served < ticket && left > 0 && !closed && !hasLongWork()) {
                left = changed.awaitNanos(left);
            }
            return served >= ticket;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasLongWork() {
        return problem.isPresent()
                || state.filter(now -> now.bytesMissing() > LONG_WORK_BYTES).isPresent();
    }

    /** Reports that the index could not be read. */
    void failed(MVStoreException e) {
        failure = Optional.of(e);
        wake();
    }

    private void run() {
        while (!isClosed()) {
            try {
                follow();
            } catch (IOException | RuntimeException e) {
                report(e);
                boolean isMadeAnew = e instanceof MVStoreException failed && HistoryStore.isDamage(failed);
                await(isMadeAnew ? IDLE : RETRY, Long.MAX_VALUE);
            }
        }
    }

    private void report(Exception e) {
        state = Optional.empty();
        String sentence = "The history cannot be queried, since its index " + file + " cannot be used ("
                + ErrorText.of(e) + "). The journal is not affected; the index is made again within a minute. Let the"
                + " service write that file, and check the free space of its disk.";
        if (problem.isEmpty()) {
            log.error(sentence, e);
        }
        problem = Optional.of(sentence);
    }

    private void follow() throws IOException {
        HistoryStore store = HistoryStore.open(file, protection);
        try {
            keepUpToDate(store);
            store.close();
        } catch (MVStoreException e) {
            store.closeImmediately();
            if (HistoryStore.isDamage(e)) {
                Files.deleteIfExists(file);
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    /** Returns when the service ends. */
    private void keepUpToDate(HistoryStore store) throws IOException {
        failure = Optional.empty();
        while (!isClosed()) {
            long ticket = requested();
            List<LocatedFile> located = locator.locate();
            JournalIndexer indexer = new JournalIndexer(store, located);
            boolean more = true;
            while (more && !isClosed()) {
                publish(IndexState.of(store, indexer, located));
                more = indexer.step();
                store.commitAbove(MOST_UNCOMMITTED);
            }
            publish(IndexState.of(store, indexer, located));
            serve(ticket);
            sweep(store);
            if (!await(IDLE, ticket)) {
                store.commitAbove(0);
                store.compact();
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    private void sweep(HistoryStore store) {
        Optional<Posting> last = Optional.empty();
        while (store.needsSweep() && !isClosed()) {
            last = store.sweep(last);
            store.commitAbove(0);
        }
    }

    private void publish(IndexState now) {
        problem = Optional.empty();
        state = Optional.of(now);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private long requested() {
        lock.lock();
        try {
            return requested;
        } finally {
            lock.unlock();
        }
    }

    private void serve(long ticket) {
        lock.lock();
        try {
            served = ticket;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more was requested; returns false when nothing was in that time. */
    private boolean await(Duration longest, long ticket) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (requested <= ticket && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return left > 0;
        } catch (InterruptedException e) {
            // Only the end of the process interrupts this thread.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; the index is complete again at the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
