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

    /**
     * A request with its first line written.
     *
     * @param number joins its two lines
     * @param startNanos when it began
     * @param asked what came of it so far
     */
    record Begun(String host, Request request, String number, long startNanos, Asked asked) {}

    /** Announces a request and carries it out; {@link #end} has to follow. */
    Begun begin(String host, Request request, Supplier<Asked> action) {
        long start = nanoTime.getAsLong();
        String number = nextNumber();
        Asked asked = announce(host, request, number).map(Asked::over).orElseGet(() -> outcomeOf(request, action));
        return new Begun(host, request, number, start, asked);
    }

    /** Writes the second line and returns the answer. */
    LogoffAnswer end(Begun begun, Verdict verdict) {
        LogoffAnswer answer = begun.request().answer(begun.host(), verdict, millisSince(begun.startNanos()));
        record(begun.request(), begun.number(), answer);
        return answer;
    }

    /**
     * Writes the two lines of a request that gets the answer of an earlier one, or what {@code first} throws. Nothing is done for it, so
     * it is answered even when the first line cannot be written, which is logged.
     */
    LogoffAnswer runAgain(String host, Request request, Supplier<LogoffAnswer> first) {
        long start = nanoTime.getAsLong();
        String number = nextNumber();
        Optional<Verdict> unused = announce(host, request, number);
        try {
            LogoffAnswer answer = first.get();
            record(request, number, answer.givenAgain());
            return answer;
        } catch (RuntimeException e) {
            Verdict failed = Verdict.of(Outcome.FAILED, "Nothing was done: " + e.getMessage());
            record(request, number, request.answer(host, failed, millisSince(start)));
            throw e;
        }
    }

    private String nextNumber() {
        return run + lastNumber.incrementAndGet();
    }

    private long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
    }

    /** A request that was announced gets its second line whatever happens. */
    private static Asked outcomeOf(Request request, Supplier<Asked> action) {
        try {
            return action.get();
        } catch (Throwable e) {
            log.error("{} {} failed unexpectedly", request.operation(), request.arguments(), e);
            return Asked.over(Verdict.of(
                    Outcome.FAILED,
                    request.operation() + " failed unexpectedly (" + e + "); whether it took effect is not known."));
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
                "{} {} of {} on {} by \"{}\": {} {}",
                request.operation(),
                request.arguments(),
                answer.account().isEmpty() ? "nobody" : answer.account(),
                answer.host(),
                request.caller().user(),
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
