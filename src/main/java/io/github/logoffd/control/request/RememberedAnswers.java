package io.github.logoffd.control.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cache of the final answers to requests with an id: a caller that repeats such a request, such as a monitoring system
 * that received no answer, gets the first answer, and nothing is done twice. A request that is repeated while it is in
 * progress shares its answer, whatever that is. Answers of earlier runs are taken over. When there is no room for a new
 * id, the oldest one that did not act makes room; no user can have more than a share. Thread-safe.
 */
public final class RememberedAnswers {

    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE_ACTOR = MOST / 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Duration keep;
    private final LongSupplier nanoTime;
    /** In the order of arrival, so that the oldest come first. */
    @GuardedBy("this")
    private final Map<String, Remembered> requests = new LinkedHashMap<>();

    /**
     * Creates a cache with the answers of earlier runs.
     *
     * @param keep how long an answer is replayed
     * @param nanoTime a monotonic clock
     * @param host the host of the requests
     */
    public RememberedAnswers(Duration keep, LongSupplier nanoTime, PastRequests past, String host) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        List<AuditRecord> withId = past.finalOf(host)
                .filter(record -> !record.intent().requestId().isEmpty())
                .toList();
        for (AuditRecord record : withId) {
            requests.putIfAbsent(
                    record.intent().requestId(),
                    Remembered.of(record, now - past.age(record).toNanos()));
        }
    }

    /**
     * One use of a request id.
     *
     * @param requestId the id
     * @param actor the user or address whose share it counts towards
     * @param arguments the arguments that a repetition must have too
     */
    public record Use(String requestId, String actor, String arguments) {}

    private record Remembered(Use use, long nanos, AtomicBoolean mayHaveActed, CompletableFuture<LogoffAnswer> answer) {

        static Remembered of(AuditRecord record, long nanos) {
            Use use = new Use(
                    record.intent().requestId(), record.actor(), record.intent().arguments());
            return new Remembered(
                    use,
                    nanos,
                    new AtomicBoolean(record.mayHaveActed()),
                    CompletableFuture.completedFuture(record.answer().orElseThrow()));
        }

        /** Returns whether it may be forgotten for a newer one: it did nothing that a repetition would do again. */
        boolean canMakeRoom() {
            return answer.isDone() && !mayHaveActed.get();
        }
    }

    /**
     * Carries out the request when its id is new, else replays the remembered answer; concurrent repetitions wait for
     * it.
     *
     * @param isFinal decides whether the answer is remembered; otherwise a repetition is carried out anew
     * @param again receives a supplier that returns the remembered answer, or throws when there is none
     * @throws IllegalArgumentException when the id was used with other arguments
     * @throws IllegalStateException when there is no room for another id
     */
    public LogoffAnswer once(
            Use use,
            Supplier<RecordedRequest> request,
            Predicate<RecordedRequest> isFinal,
            Function<Supplier<LogoffAnswer>, LogoffAnswer> again) {
        Remembered mine = new Remembered(use, nanoTime.getAsLong(), new AtomicBoolean(), new CompletableFuture<>());
        Remembered first = remember(mine);
        if (first.equals(mine)) {
            carryOut(mine, request, isFinal);
            return answerOf(mine);
        }
        return again.apply(() -> answerAgain(use, first));
    }

    /** Says nothing of the arguments of the first, which may be another user's. */
    private static LogoffAnswer answerAgain(Use use, Remembered first) {
        if (!first.use().arguments().equals(use.arguments())) {
            throw new IllegalArgumentException("requestId \"" + use.requestId()
                    + "\" was used with other arguments. Give a new request an id of its own.");
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

    private void carryOut(Remembered mine, Supplier<RecordedRequest> request, Predicate<RecordedRequest> isFinal) {
        try {
            RecordedRequest carriedOut = request.get();
            mine.mayHaveActed().set(carriedOut.end().mayHaveActed());
            if (!isFinal.test(carriedOut)) {
                forget(mine);
            }
            mine.answer().complete(carriedOut.answer());
        } catch (Throwable e) {
            forget(mine);
            mine.answer().completeExceptionally(e);
        }
    }

    private synchronized Remembered remember(Remembered mine) {
        long oldest = nanoTime.getAsLong() - keep.toNanos();
        requests.values()
                .removeIf(remembered ->
                        remembered.nanos() - oldest < 0 && remembered.answer().isDone());
        String id = mine.use().requestId();
        if (!requests.containsKey(id)) {
            String actor = mine.use().actor();
            makeRoom(MOST_OF_ONE_ACTOR, remembered -> remembered.use().actor().equals(actor), "of one user");
            makeRoom(MOST, remembered -> true, "of all users");
        }
        Remembered first = requests.putIfAbsent(id, mine);
        return first == null ? mine : first;
    }

    @GuardedBy("this")
    private void makeRoom(int most, Predicate<Remembered> concerned, String whose) {
        if (requests.size() < most
                || requests.values().stream().filter(concerned).count() < most) {
            return;
        }
        Remembered oldest = requests.values().stream()
                .filter(concerned)
                .filter(Remembered::canMakeRoom)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(most + " request ids " + whose
                        + " are remembered, which is the limit. Send fewer requests, or shorten request.idsKept in"
                        + " logoffd.properties."));
        forget(oldest);
    }

    private synchronized void forget(Remembered forgotten) {
        requests.remove(forgotten.use().requestId(), forgotten);
    }
}
