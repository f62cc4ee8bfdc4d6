package io.github.logoffd.control;

import io.github.logoffd.control.AuditRecord.Phase;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests that act: one audit line before, one after. When the first cannot be written, nothing is done. Thread-safe.
 */
public final class AuditedRequests {

    private static final Logger log = LoggerFactory.getLogger(AuditedRequests.class);

    private final AuditTrail trail;
    private final Supplier<Caller> caller;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final String run;
    private final AtomicLong lastNumber = new AtomicLong();

    /**
     * Creates the runner.
     *
     * @param caller tells who asks, on the thread that asks
     * @param clock the time of the audit lines
     * @param nanoTime a clock that is never set
     */
    public AuditedRequests(AuditTrail trail, Supplier<Caller> caller, InstantSource clock, LongSupplier nanoTime) {
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.run = clock.instant().truncatedTo(ChronoUnit.MILLIS) + "-";
    }

    /** Returns who asks on this thread. */
    Caller caller() {
        return caller.get();
    }

    LogoffAnswer run(String host, Request request, Supplier<Verdict> action) {
        long start = nanoTime.getAsLong();
        String number = run + lastNumber.incrementAndGet();
        Verdict verdict = announce(host, request, number).orElseGet(() -> outcomeOf(request, action));
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        LogoffAnswer answer = request.answer(host, verdict, elapsed);
        record(request, number, answer);
        return answer;
    }

    /** A request that was announced gets its second line whatever happens. */
    private static Verdict outcomeOf(Request request, Supplier<Verdict> action) {
        try {
            return action.get();
        } catch (Throwable e) {
            log.error("{} {} failed unexpectedly", request.operation(), request.arguments(), e);
            return Verdict.of(
                    Outcome.FAILED,
                    request.operation() + " failed unexpectedly (" + e + "); whether it took effect is not known.");
        }
    }

    /** Returns the failure when the line cannot be written. */
    private Optional<Verdict> announce(String host, Request request, String number) {
        LogoffAnswer subject = request.answer(host, Verdict.of(Outcome.ACCEPTED, ""), 0);
        try {
            trail.write(entry(Phase.ASKED, request, number, subject));
            return Optional.empty();
        } catch (IOException e) {
            log.error("The audit trail cannot be written; requests to act are refused until it can", e);
            return Optional.of(Verdict.of(
                    Outcome.FAILED, "The audit trail cannot be written, so nothing was done: " + e.getMessage()));
        }
    }

    private void record(Request request, String number, LogoffAnswer answer) {
        log.info(
                "{} {} of {} on {}: {} {}",
                request.operation(),
                request.arguments(),
                answer.account().isEmpty() ? "nobody" : answer.account(),
                answer.host(),
                answer.outcome(),
                answer.message());
        try {
            trail.write(entry(Phase.ANSWERED, request, number, answer));
        } catch (IOException e) {
            log.error("The audit trail could not record the outcome of request {}: {}", number, answer, e);
        }
    }

    private AuditRecord entry(Phase phase, Request request, String number, LogoffAnswer answer) {
        return new AuditRecord(
                clock.instant(), phase, number, request.caller(), request.operation(), request.arguments(), answer);
    }
}
