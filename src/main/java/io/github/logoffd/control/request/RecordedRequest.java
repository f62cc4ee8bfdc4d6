package io.github.logoffd.control.request;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request from its recorded intent to its recorded outcome. Thread-safe; carried out by one thread. */
public final class RecordedRequest {

    private static final Logger log = LoggerFactory.getLogger(RecordedRequest.class);

    private static final Step.Failed UNANSWERED = Step.Failed.because(
                    "The service stopped before this was answered; whether Windows was called is not known.")
            .withUnknownEffect();
    private static final Step.Failed DRY_RUN_UNANSWERED =
            Step.Failed.because("The service stopped before this dry run was answered; nothing was done.");

    private final Request request;
    private final String host;
    private final String number;
    private final long startNanos;
    private final AtomicBoolean toldEnd = new AtomicBoolean();
    private volatile Step step = Step.next();
    private volatile Optional<LogoffAnswer> answer = Optional.empty();

    RecordedRequest(Request request, String host, String number, long startNanos) {
        this.request = request;
        this.host = host;
        this.number = number;
        this.startNanos = startNanos;
    }

    public Request request() {
        return request;
    }

    String host() {
        return host;
    }

    /** Returns the number that joins its two audit lines. */
    String number() {
        return number;
    }

    /** Returns its result; only after it was carried out. */
    public Step.Ended end() {
        return (Step.Ended) step;
    }

    /** Returns whether it was answered, and not with the end of its logoff. */
    boolean isAnsweredBefore(Outcome end) {
        return answer.filter(given -> given.outcome() != end).isPresent();
    }

    /** Returns true once, so that the end of its logoff is recorded once. */
    public boolean tellEndNow() {
        return toldEnd.compareAndSet(false, true);
    }

    /** Returns its answer; only after it was answered. */
    public LogoffAnswer answer() {
        return answer.orElseThrow();
    }

    /** Answers it with its result. */
    LogoffAnswer answerAt(long nanos) {
        LogoffAnswer given = answer(end(), nanos);
        answer = Optional.of(given);
        return given;
    }

    public LogoffAnswer answer(Step.Ended ended, long nanos) {
        return request.answer(host, ended, TimeUnit.NANOSECONDS.toMillis(nanos - startNanos));
    }

    /** Stores the result, or replaces it by a later one such as the verified end of a logoff. */
    public void endsWith(Step.Ended end) {
        step = end;
    }

    /** Carries it out, unless it has ended. Whatever the action throws, it gets an answer. */
    public void carryOut(Supplier<? extends Step> action) {
        try {
            step = step.then(action);
        } catch (Throwable e) {
            log.error("{} {} failed unexpectedly", request.operation(), request.arguments(), e);
            step = Step.Failed.because(request.operation() + " failed unexpectedly (" + e
                            + "); whether it took effect is not known.")
                    .withUnknownEffect();
        }
    }

    /** Returns what is known of it when the service stops before it is answered. */
    Step.Ended known() {
        if (!(step instanceof Step.Ended end)) {
            return request.dryRun() ? DRY_RUN_UNANSWERED : UNANSWERED;
        }
        return end.logoff().isPresent() && end.outcome() == Outcome.ACCEPTED
                ? Step.Accepted.of(
                        Outcome.PENDING, "Windows has accepted the logoff; the service stopped before it was verified.")
                : end;
    }
}
