package io.github.logoffd.control.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cache of the final answers to requests with an id: a caller that repeats such a request, such as a monitoring system
 * that received no answer, gets the first answer, and nothing is done twice. A request that is repeated while it is in
 * progress shares its answer, whatever that is. The cache does not survive a restart. Thread-safe.
 */
public final class RememberedAnswers {

    private static final int MOST = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Duration keep;
    private final LongSupplier nanoTime;
    /** In the order of arrival, so that the oldest come first. */
    @GuardedBy("this")
    private final Map<String, Remembered> requests = new LinkedHashMap<>();

    public RememberedAnswers(Duration keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
    }

    private record Remembered(String arguments, long nanos, CompletableFuture<LogoffAnswer> answer) {}

    /**
     * Carries out the request when its id is new, else replays the remembered answer; concurrent repetitions wait for
     * it.
     *
     * @param isFinal decides whether the answer is remembered; otherwise a repetition is carried out anew
     * @param again receives a supplier that returns the remembered answer, or throws when there is none
     * @throws IllegalArgumentException when the id was used with other arguments
     */
    public LogoffAnswer once(
            String requestId,
            String arguments,
            Supplier<RecordedRequest> request,
            Predicate<RecordedRequest> isFinal,
            Function<Supplier<LogoffAnswer>, LogoffAnswer> again) {
        Remembered mine = new Remembered(arguments, nanoTime.getAsLong(), new CompletableFuture<>());
        Remembered first = remember(requestId, mine);
        if (first.equals(mine)) {
            carryOut(requestId, mine, request, isFinal);
            return answerOf(mine);
        }
        return again.apply(() -> answerAgain(requestId, arguments, first));
    }

    private static LogoffAnswer answerAgain(String requestId, String arguments, Remembered first) {
        if (!first.arguments().equals(arguments)) {
            throw new IllegalArgumentException("requestId \"" + requestId + "\" was used with other arguments ("
                    + first.arguments() + "). Give a new request an id of its own.");
        }
        return answerOf(first);
    }

    private static LogoffAnswer answerOf(Remembered request) {
        try {
            return request.answer().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The first request with this requestId is still in progress. Repeat the request to get its answer.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the first request with this requestId.", e);
        }
    }

    private void carryOut(
            String requestId, Remembered mine, Supplier<RecordedRequest> request, Predicate<RecordedRequest> isFinal) {
        try {
            RecordedRequest carriedOut = request.get();
            if (!isFinal.test(carriedOut)) {
                forget(requestId, mine);
            }
            mine.answer().complete(carriedOut.answer());
        } catch (Throwable e) {
            forget(requestId, mine);
            mine.answer().completeExceptionally(e);
        }
    }

    private synchronized Remembered remember(String requestId, Remembered mine) {
        long oldest = nanoTime.getAsLong() - keep.toNanos();
        requests.values()
                .removeIf(remembered ->
                        remembered.nanos() - oldest < 0 && remembered.answer().isDone());
        if (requests.size() >= MOST && !requests.containsKey(requestId)) {
            throw new IllegalStateException(
                    MOST + " request ids are remembered, which is the limit. Send fewer requests, or"
                            + " shorten request.idsKept in logoffd.properties.");
        }
        Remembered first = requests.putIfAbsent(requestId, mine);
        return first == null ? mine : first;
    }

    private synchronized void forget(String requestId, Remembered mine) {
        requests.remove(requestId, mine);
    }
}
