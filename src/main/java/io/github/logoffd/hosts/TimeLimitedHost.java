package io.github.logoffd.hosts;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session host that nobody waits for without end. Each call runs on a thread of the host's own; a caller whose time is over is told
 * so and goes, the thread stays until the native call returns, since nothing can end it. When several calls have not returned,
 * further ones are refused at once.
 *
 * <p>No call ever waits for a thread: a logoff that was checked and then queued would hit whoever has the session by then.
 */
public final class TimeLimitedHost extends ForwardingHost {

    /** So many calls that do not return are taken for a host that hangs. */
    static final int MOST_OVERDUE = 4;

    private static final int ERROR_BUSY = 170;
    private static final int ERROR_TIMEOUT = 1460;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SessionHost host;
    private final Duration limit;
    private final ExecutorService threads;
    private final AtomicInteger overdue = new AtomicInteger();

    /**
     * Wraps a host; closing this leaves the host open.
     *
     * @param limit how long a call may take, beside the time that it asks the host to wait
     * @param mostCalls how many calls may run at once
     * @param factory makes daemon threads, which a hanging call keeps for good
     */
    public TimeLimitedHost(SessionHost host, Duration limit, int mostCalls, ThreadFactory factory) {
        this.host = host;
        this.limit = limit;
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
        if (overdue.get() >= MOST_OVERDUE) {
            throw new SessionApiException(call.what(), call.session(), ERROR_BUSY);
        }
        CompletableFuture<T> answer = start(call);
        try {
            return answer.get(limit.plus(call.asked()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            leaveAlone(answer);
            throw new SessionApiException(call.what(), call.session(), ERROR_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leaveAlone(answer);
            throw new SessionApiException(call.what(), call.session(), ERROR_TIMEOUT);
        }
    }

    private <T> CompletableFuture<T> start(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> complete(answer, call));
            return answer;
        } catch (RejectedExecutionException e) {
            throw new SessionApiException(call.what(), call.session(), ERROR_BUSY);
        }
    }

    private <T> void complete(CompletableFuture<T> answer, Call<T> call) {
        try {
            answer.complete(call.body().apply(host));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** The call counts as overdue until it returns, which it may have done by now. */
    private void leaveAlone(CompletableFuture<?> answer) {
        overdue.incrementAndGet();
        CompletableFuture<?> unused = answer.whenComplete((value, failure) -> overdue.decrementAndGet());
    }

    /** A wait for events has no time limit, and its caller has a thread for it. */
    @Override
    public boolean awaitEvent() {
        return host.awaitEvent();
    }

    /** Ends the idle threads, and the others as soon as their calls return. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
