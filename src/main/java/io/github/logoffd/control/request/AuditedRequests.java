package io.github.logoffd.control.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditRecord.Phase;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records requests that act: one audit line before, one after. When the first cannot be written, nothing is done. A
 * request that is still in progress on close gets its second line then, with what is known. Thread-safe.
 */
public final class AuditedRequests implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditedRequests.class);

    private static final String NO_RULE = "";

    private final AuditTrail trail;
    private final Supplier<Caller> caller;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final String run;
    private final TrailFailures failures = new TrailFailures();
    private final AtomicLong lastNumber = new AtomicLong();

    /** By number, the requests that have their first line only, the oldest first. */
    @GuardedBy("this")
    private final Map<String, RecordedRequest> open = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /**
     * Creates a recorder without requests.
     *
     * @param caller supplies the caller of the current thread
     * @param clock the time of the audit lines
     * @param nanoTime a monotonic clock
     */
    public AuditedRequests(AuditTrail trail, Supplier<Caller> caller, InstantSource clock, LongSupplier nanoTime) {
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.run = clock.instant().truncatedTo(ChronoUnit.MILLIS) + "-";
    }

    /** Returns one sentence while requests to act are refused because the trail cannot be written. */
    public Optional<String> problem() {
        return failures.problem();
    }

    /** Returns the caller of this thread. */
    public Caller caller() {
        return caller.get();
    }

    /**
     * Records the intent of a request. When that is not possible, the request has ended with the reason, and nothing
     * may be done for it; in any case it has to be {@linkplain #answerAll answered}.
     */
    public RecordedRequest record(String host, Request request) {
        RecordedRequest recorded = next(host, request);
        announce(recorded).ifPresent(recorded::endsWith);
        return recorded;
    }

    /** Answers requests with their results, and records these together. */
    public void answerAll(List<RecordedRequest> requests) {
        long now = nanoTime.getAsLong();
        recordOnce(requests.stream()
                .map(request -> second(request, request.answerAt(now), request.end()))
                .toList());
    }

    /**
     * Records what became of a request after its answer, and returns it in the form of an answer. Without a line when
     * the service has stopped.
     */
    public synchronized LogoffAnswer recordEnd(RecordedRequest request, Step.Ended end) {
        LogoffAnswer answer = request.answer(end, nanoTime.getAsLong());
        if (!closed) {
            write(List.of(line(request, Phase.ENDED, Optional.of(answer), NO_RULE, true)));
        }
        return answer;
    }

    /** Records both lines of many requests that are not carried out, together. */
    public List<LogoffAnswer> refuseAll(String host, List<Request> requests, Step.Refused refusal) {
        List<AuditRecord> lines = new ArrayList<>();
        List<LogoffAnswer> answers = new ArrayList<>();
        for (Request request : requests) {
            RecordedRequest refused = next(host, request);
            refused.endsWith(refusal);
            answers.add(refused.answerAt(nanoTime.getAsLong()));
            lines.add(first(refused));
            lines.add(second(refused, refused.answer(), refusal));
        }
        write(lines);
        return answers;
    }

    /**
     * Records the two lines of a request that gets the answer of an earlier one, or what {@code first} throws. Nothing
     * is done for it, so it is answered even when the first line cannot be written, which is logged.
     */
    public LogoffAnswer answerAgain(String host, Request request, Supplier<LogoffAnswer> first) {
        RecordedRequest recorded = record(host, request);
        recorded.endsWith(Step.Failed.because(
                "Nothing was done for this repeated request; the service stopped before the first was answered."));
        try {
            LogoffAnswer answer = first.get();
            recordOnce(List.of(line(recorded, Phase.ANSWERED, Optional.of(answer.givenAgain()), NO_RULE, false)));
            return answer;
        } catch (RuntimeException e) {
            recorded.endsWith(Step.Failed.because("Nothing was done: " + e.getMessage()));
            answerAll(List.of(recorded));
            throw e;
        }
    }

    /**
     * Answers open requests with what is known of them; afterwards no intent is recorded, and so no action is taken.
     */
    @Override
    public synchronized void close() {
        closed = true;
        long now = nanoTime.getAsLong();
        recordOnce(open.values().stream()
                .map(request -> second(request, request.answer(request.known(), now), request.known()))
                .toList());
    }

    private RecordedRequest next(String host, Request request) {
        return new RecordedRequest(request, host, run + lastNumber.incrementAndGet(), nanoTime.getAsLong());
    }

    /**
     * Returns why no action may be taken: the line cannot be written, or the service has stopped. Under a lock, so that
     * no intent is recorded whose second line is never written.
     */
    private synchronized Optional<Step.Ended> announce(RecordedRequest request) {
        if (closed) {
            return Optional.of(Step.Refused.stopping());
        }
        open.put(request.number(), request);
        try {
            trail.write(first(request));
            failures.written();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            failures.refused(e);
            return Optional.of(
                    Step.Failed.because("The audit trail cannot be written, so nothing was done: " + e.getMessage()));
        }
    }

    /** Under the same lock, so that the trail is not closed between claiming a line and writing it. */
    private synchronized void recordOnce(List<AuditRecord> answered) {
        List<AuditRecord> claimed = new ArrayList<>();
        for (AuditRecord line : answered) {
            if (open.remove(line.number()) != null) {
                claimed.add(line);
            }
        }
        write(claimed);
    }

    private synchronized void write(List<AuditRecord> lines) {
        if (lines.isEmpty()) {
            return;
        }
        lines.forEach(AuditedRequests::logOutcome);
        try {
            trail.writeAll(lines);
        } catch (IOException | RuntimeException e) {
            failures.unrecorded(lines, e);
        }
    }

    private static void logOutcome(AuditRecord line) {
        line.answer()
                .ifPresent(answer -> log.info(
                        "{} {} of \"{}\" on {} by \"{}\": {} {}",
                        line.intent().operation(),
                        line.intent().arguments(),
                        answer.account(),
                        answer.host(),
                        line.intent().caller().user(),
                        answer.outcome(),
                        answer.message()));
    }

    private AuditRecord first(RecordedRequest request) {
        return line(request, Phase.ASKED, Optional.empty(), NO_RULE, false);
    }

    private AuditRecord second(RecordedRequest request, LogoffAnswer answer, Step.Ended end) {
        return line(request, Phase.ANSWERED, Optional.of(answer), end.rule(), end.mayHaveActed());
    }

    private AuditRecord line(
            RecordedRequest recorded, Phase phase, Optional<LogoffAnswer> answer, String rule, boolean mayHaveActed) {
        return new AuditRecord(
                clock.instant(),
                recorded.number(),
                phase,
                recorded.request().intent(recorded.host()),
                answer,
                rule,
                mayHaveActed);
    }
}
