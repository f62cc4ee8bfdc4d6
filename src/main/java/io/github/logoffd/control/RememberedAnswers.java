package io.github.logoffd.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The answers to requests with an id, for a while: whoever repeats a request, as a monitoring system does that got no answer, gets the
 * first one and nothing is done twice. A restart forgets them. Thread-safe.
 */
final class RememberedAnswers {

    private static final int MOST = 10_000;
    private static final int LONGEST_ID = 200;

    private final Duration keep;
    private final LongSupplier nanoTime;
    /** In the order of their beginning, so that the oldest come first. */
    private final Map<String, Remembered> requests = new LinkedHashMap<>();

    RememberedAnswers(Duration keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
    }

    private record Remembered(String arguments, long nanos, CompletableFuture<LogoffAnswer> answer) {}

    /** Returns the remembered answer, or carries the request out; who comes meanwhile waits for that. */
    LogoffAnswer once(String requestId, String arguments, Supplier<LogoffAnswer> request) {
        if (requestId.isEmpty()) {
            return request.get();
        }
        if (requestId.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "requestId has " + requestId.length() + " characters; expected are at most " + LONGEST_ID + '.');
        }
        Remembered mine = new Remembered(arguments, nanoTime.getAsLong(), new CompletableFuture<>());
        Remembered first = remember(requestId, mine);
        if (!first.arguments().equals(arguments)) {
            throw new IllegalArgumentException("requestId \"" + requestId + "\" was used with other arguments ("
                    + first.arguments() + "); expected is a new id for a new request.");
        }
        if (first.equals(mine)) {
            carryOut(requestId, mine, request);
        }
        return answerOf(first);
    }

    /** A request that threw throws the same for whoever waited for it. */
    private static LogoffAnswer answerOf(Remembered request) {
        try {
            return request.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void carryOut(String requestId, Remembered mine, Supplier<LogoffAnswer> request) {
        try {
            mine.answer().complete(request.get());
        } catch (Throwable e) {
            mine.answer().completeExceptionally(e);
            forget(requestId, mine);
        }
    }

    private synchronized Remembered remember(String requestId, Remembered mine) {
        long oldest = nanoTime.getAsLong() - keep.toNanos();
        requests.values().removeIf(remembered -> remembered.nanos() - oldest < 0);
        Remembered first = requests.putIfAbsent(requestId, mine);
        if (requests.size() > MOST) {
            requests.remove(requests.keySet().iterator().next());
        }
        return first == null ? mine : first;
    }

    private synchronized void forget(String requestId, Remembered mine) {
        requests.remove(requestId, mine);
    }
}
