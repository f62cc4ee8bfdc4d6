package io.github.logoffd.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.DaemonThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Attempts whose passwords have to be hashed, on a few threads, so that an attack does not occupy every processor. The
 * newest is next: those who guess wait for their answers, so a user who comes while they do is served before them. When
 * too many wait, the oldest is answered {@link Answer.Busy}. Thread-safe.
 */
final class HashingQueue {

    private static final int AT_ONCE = 2;

    /** A request that waits keeps its headers in memory. */
    private static final int MOST_WAITING = 200;

    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final Executor threads;
    private final int most;

    /** The newest first. */
    @GuardedBy("this")
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(Supplier<Answer> check, CompletableFuture<Answer> answer) {

        void run() {
            try {
                answer.complete(check.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }
    }

    HashingQueue() {
        this(threads(), MOST_WAITING);
    }

    /** Hashes on these threads; at most {@code most} attempts wait. */
    HashingQueue(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /** Their number is the limit; they end when idle, so that nothing has to end them. */
    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("passwords"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Returns the answer of a check, which runs as soon as there is a thread for it. */
    CompletableFuture<Answer> submit(Supplier<Answer> check) {
        Waiting newest = new Waiting(check, new CompletableFuture<>());
        Optional<Waiting> displaced;
        synchronized (this) {
            waiting.addFirst(newest);
            displaced = waiting.size() > most ? Optional.of(waiting.removeLast()) : Optional.empty();
        }
        if (displaced.isPresent()) {
            displaced.get().answer().complete(new Answer.Busy());
        } else {
            threads.execute(this::runNewest);
        }
        return newest.answer();
    }

    /** There are as many of these as attempts that wait. */
    private void runNewest() {
        Waiting newest;
        synchronized (this) {
            newest = waiting.removeFirst();
        }
        newest.run();
    }
}
