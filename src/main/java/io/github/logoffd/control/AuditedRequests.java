package io.github.logoffd.control;

import io.github.logoffd.control.AuditRecord.Phase;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests that act: one audit line before, one after. When the first cannot be written, nothing is done. A request that is still
 * under way when this is closed gets its second line then, with what is known. Thread-safe.
 */
public final class AuditedRequests implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditedRequests.class);

    private static final String NO_RULE = "";
    private static final String UNANSWERED =
            "The service ended before this was answered; whether Windows was asked is not known.";
    private static final String DRY_RUN_UNANSWERED =
            "The service ended before this dry run was answered; nothing was done.";

    private final AuditTrail trail;
    private final Supplier<Caller> caller;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final String run;
    private final AtomicLong lastNumber = new AtomicLong();

    /** Guarded by this; by number, what has its first line only, in the order in which it was begun. */
    private final Map<String, Begun> open = new LinkedHashMap<>();

    /** Guarded by this. */
    private boolean closed;

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

    /** A request with its first line written, until it has its second. */
    static final class Begun {

        private final String host;
        private final Request request;
        private final String number;
        private final long startNanos;
        private volatile Optional<Asked> asked = Optional.empty();

        private Begun(String host, Request request, String number, long startNanos) {
            this.host = host;
            this.request = request;
            this.number = number;
            this.startNanos = startNanos;
        }

        Request request() {
            return request;
        }

        /** Returns what came of asking Windows; only after that. */
        Asked asked() {
            return asked.orElseThrow();
        }

        /** Returns what is known when the service ends before the answer. */
        private Verdict known() {
            if (asked.isEmpty()) {
                return request.dryRun()
                        ? Verdict.of(Outcome.FAILED, DRY_RUN_UNANSWERED)
                        : Verdict.of(Outcome.FAILED, UNANSWERED);
            }
            return asked.get().logoff().isPresent()
                    ? Verdict.of(
                            Outcome.PENDING,
                            "Windows has accepted the logoff; the service stopped before it was verified.")
                    : asked.get().verdict();
        }
    }

    /** A request that was begun, and how it ended. */
    record Ended(Begun begun, Verdict verdict) {}

    /** Announces a request and carries it out; {@link #end} has to follow. */
    Begun begin(String host, Request request, Supplier<Asked> action) {
        Begun begun = next(host, request);
        begun.asked = Optional.of(announce(begun).map(Asked::over).orElseGet(() -> outcomeOf(request, action)));
        return begun;
    }

    /** Writes the second line and returns the answer. */
    LogoffAnswer end(Begun begun, Verdict verdict) {
        return endAll(List.of(new Ended(begun, verdict))).get(0);
    }

    /** Writes the second lines of many requests together. */
    List<LogoffAnswer> endAll(List<Ended> ended) {
        List<Answered> answered = ended.stream().map(this::answered).toList();
        recordOnce(answered);
        return answered.stream().map(Answered::answer).toList();
    }

    /** Writes both lines of many requests for which nothing is done, together. */
    List<LogoffAnswer> refuseAll(String host, List<Request> requests, Verdict refusal) {
        List<Answered> answered = requests.stream()
                .map(request -> answered(new Ended(next(host, request), refusal)))
                .toList();
        record(answered.stream()
                .flatMap(each -> Stream.of(first(each.begun()), second(each)))
                .toList());
        return answered.stream().map(Answered::answer).toList();
    }

    /**
     * Writes the two lines of a request that gets the answer of an earlier one, or what {@code first} throws. Nothing is done for it, so
     * it is answered even when the first line cannot be written, which is logged.
     */
    LogoffAnswer runAgain(String host, Request request, Supplier<LogoffAnswer> first) {
        Begun begun = next(host, request);
        begun.asked = Optional.of(Asked.over(Verdict.of(
                Outcome.FAILED,
                "Nothing was done for this repeated request; the service stopped before the first was answered.")));
        Optional<Verdict> unused = announce(begun);
        try {
            LogoffAnswer answer = first.get();
            recordOnce(List.of(new Answered(begun, answer.givenAgain(), NO_RULE)));
            return answer;
        } catch (RuntimeException e) {
            Verdict failed = Verdict.of(Outcome.FAILED, "Nothing was done: " + e.getMessage());
            recordOnce(List.of(answered(new Ended(begun, failed))));
            throw e;
        }
    }

    /** Answers whatever is still open with what is known of it; from now on nothing is announced, and so nothing done. */
    @Override
    public synchronized void close() {
        closed = true;
        List<LogoffAnswer> unused = endAll(open.values().stream()
                .map(begun -> new Ended(begun, begun.known()))
                .toList());
    }

    private Begun next(String host, Request request) {
        return new Begun(host, request, run + lastNumber.incrementAndGet(), nanoTime.getAsLong());
    }

    private Answered answered(Ended ended) {
        Begun begun = ended.begun();
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begun.startNanos);
        return new Answered(
                begun,
                begun.request.answer(begun.host, ended.verdict(), elapsed),
                ended.verdict().rule());
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

    /**
     * Returns why nothing may be done: the line cannot be written, or the service has ended. Under a lock, so that no line is announced
     * whose end nobody waits for.
     */
    private synchronized Optional<Verdict> announce(Begun begun) {
        if (closed) {
            return Optional.of(Verdict.stopping());
        }
        open.put(begun.number, begun);
        try {
            trail.write(first(begun));
            return Optional.empty();
        } catch (IOException e) {
            log.error("The audit trail cannot be written; requests to act are refused until it can", e);
            return Optional.of(Verdict.of(
                    Outcome.FAILED, "The audit trail cannot be written, so nothing was done: " + e.getMessage()));
        }
    }

    /** Under the lock too, so that the trail is not closed between the claim of a line and its writing. */
    private synchronized void recordOnce(List<Answered> answered) {
        record(answered.stream()
                .filter(each -> open.remove(each.begun().number) != null)
                .map(this::second)
                .toList());
    }

    private synchronized void record(List<AuditRecord> lines) {
        if (lines.isEmpty()) {
            return;
        }
        lines.stream().filter(line -> line.phase() == Phase.ANSWERED).forEach(AuditedRequests::logOutcome);
        try {
            trail.writeAll(lines);
        } catch (IOException e) {
            log.error(
                    "The audit trail could not record the outcome of {} requests, the first being {}",
                    lines.size(),
                    lines.get(0),
                    e);
        }
    }

    private static void logOutcome(AuditRecord line) {
        LogoffAnswer answer = line.answer();
        log.info(
                "{} {} of {} on {} by \"{}\": {} {}",
                line.operation(),
                line.arguments(),
                answer.account().isEmpty() ? "nobody" : answer.account(),
                answer.host(),
                line.caller().user(),
                answer.outcome(),
                answer.message());
    }

    private AuditRecord first(Begun begun) {
        LogoffAnswer subject = begun.request.answer(begun.host, Verdict.of(Outcome.ACCEPTED, ""), 0);
        return entry(Phase.ASKED, new Answered(begun, subject, NO_RULE));
    }

    private AuditRecord second(Answered answered) {
        return entry(Phase.ANSWERED, answered);
    }

    private AuditRecord entry(Phase phase, Answered line) {
        Request request = line.begun().request;
        return new AuditRecord(
                clock.instant(),
                phase,
                line.begun().number,
                request.caller(),
                request.operation(),
                request.arguments(),
                line.answer(),
                line.rule());
    }

    /** What a line says of a request. */
    private record Answered(Begun begun, LogoffAnswer answer, String rule) {}
}
