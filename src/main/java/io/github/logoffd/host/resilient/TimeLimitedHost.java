package io.github.logoffd.host.resilient;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.Win32Error;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Session host with a timeout on every call. Each call runs on a thread of the host's own; at the timeout the caller
 * gets an error, while the thread stays until the native call returns, since nothing can end it. A call that has not
 * returned is not made a second time meanwhile, and when those of several sessions have not returned, no further calls
 * are made at all.
 *
 * <p>No call ever waits for a thread: a logoff that was checked and then queued would hit the owner of the session at
 * that later time.
 */
public final class TimeLimitedHost extends ForwardingHost {

    /** When calls about this number of sessions do not return, the host counts as hanging. */
    static final int MOST_OVERDUE = 4;

    static final Duration FRESH_FOR = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SessionHost host;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final ExecutorService threads;
    private final Set<Attempt<?>> awaited = ConcurrentHashMap.newKeySet();
    private final Set<Attempt<?>> overdue = ConcurrentHashMap.newKeySet();

    /**
     * One call in progress: the host's answer, and the result that the caller waits for, which can complete without an
     * answer.
     */
    private static final class Attempt<T> {

        private final Call<T> call;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final CompletableFuture<T> wait = answer.copy();

        Attempt(Call<T> call) {
            this.call = call;
        }

        boolean isLike(Call<?> other) {
            return call.what().equals(other.what()) && call.session() == other.session();
        }

        /** A call about a session may hang because of that session, any other because of the host. */
        Object cause() {
            return call.session() == SessionApiException.NO_SESSION ? call.what() : call.session();
        }

        SessionApiException failure(int code) {
            return new SessionApiException(call.what(), call.session(), code);
        }
    }

    /**
     * Wraps a host; closing this leaves the host open.
     *
     * @param limit the timeout of a call, in addition to the time that it asks the host to wait
     * @param mostCalls the limit of concurrent calls
     * @param factory makes daemon threads, which a hanging call occupies for good
     * @param nanoTime a monotonic clock
     */
    public TimeLimitedHost(
            SessionHost host, Duration limit, int mostCalls, ThreadFactory factory, LongSupplier nanoTime) {
        this.host = host;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.threads = new ThreadPoolExecutor(
                0, mostCalls, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public HostMode mode() {
        return host.mode();
    }

    @Override
    <T> T forward(Call<T> call) {
        Attempt<T> attempt = new Attempt<>(call);
        if (isHopeless(call)) {
            throw attempt.failure(Win32Error.ERROR_BUSY.code());
        }
        awaited.add(attempt);
        try {
            start(attempt);
            return attempt.wait.get(limit.plus(call.asked()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw leaveAlone(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw leaveAlone(attempt);
        } finally {
            awaited.remove(attempt);
        }
    }

    private boolean isHopeless(Call<?> call) {
        return overdue.stream().anyMatch(attempt -> attempt.isLike(call))
                || overdue.stream().map(Attempt::cause).distinct().count() >= MOST_OVERDUE;
    }

    private void start(Attempt<?> attempt) {
        try {
            threads.execute(() -> complete(attempt));
        } catch (RejectedExecutionException e) {
            throw attempt.failure(Win32Error.ERROR_BUSY.code());
        }
    }

    private <T> void complete(Attempt<T> attempt) {
        try {
            attempt.answer.complete(attempt.call.body().apply(host));
        } catch (Throwable e) {
            attempt.answer.completeExceptionally(e);
        }
    }

    /** Marks the call as overdue until it returns, which may have happened already. */
    private SessionApiException leaveAlone(Attempt<?> attempt) {
        overdue.add(attempt);
        CompletableFuture<?> unused = attempt.answer.whenComplete((value, failure) -> overdue.remove(attempt));
        return attempt.failure(Win32Error.ERROR_TIMEOUT.code());
    }

    /**
     * A caller that reads the logon of a session will act on the answer, which can be as old as the query. An answer
     * that took long is discarded and queried again.
     */
    @Override
    public SessionDetail detail(long id) {
        long start = nanoTime.getAsLong();
        SessionDetail answer = super.detail(id);
        if (isFresh(start)) {
            return answer;
        }
        long again = nanoTime.getAsLong();
        SessionDetail second = super.detail(id);
        if (isFresh(again)) {
            return second;
        }
        throw new SessionApiException("Reading the logon", id, Win32Error.ERROR_TIMEOUT.code());
    }

    private boolean isFresh(long start) {
        return nanoTime.getAsLong() - start <= FRESH_FOR.toNanos();
    }

    /** A wait for events has no timeout, and its caller has a dedicated thread. */
    @Override
    public boolean awaitEvent() {
        return host.awaitEvent();
    }

    /** Stops making calls, and fails all pending ones with a timeout. */
    @Override
    public void close() {
        threads.shutdown();
        awaited.forEach(attempt -> attempt.wait.cancel(false));
    }
}
