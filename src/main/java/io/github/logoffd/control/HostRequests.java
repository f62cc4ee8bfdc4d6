package io.github.logoffd.control;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffCounters;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PendingLogoff;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.request.Waits;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.Admission;
import io.github.logoffd.control.rules.LogoffRates;
import io.github.logoffd.session.Session;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gate for all acting requests of one host: the limit of concurrent requests, which all hosts share, the audit trail,
 * and for logoffs the counters and the notifications. Thread-safe.
 */
public final class HostRequests {

    private static final Logger log = LoggerFactory.getLogger(HostRequests.class);

    private final String host;
    private final AuditedRequests audited;
    private final LogoffLimits limits;
    private final LogoffListener listener;
    private final LogoffCounters counters = new LogoffCounters();
    private final Waits waits = new Waits();
    private final ActingPolicy policy;
    private volatile boolean closed;
    private volatile int users;

    /** Creates the gate of one host. */
    public HostRequests(
            String host, AuditedRequests audited, LogoffLimits limits, ActingPolicy policy, LogoffListener listener) {
        this.host = host;
        this.policy = policy;
        this.audited = audited;
        this.limits = limits;
        this.listener = listener;
    }

    String host() {
        return host;
    }

    /** Returns the caller of this thread; keep it for work that is done later or on another thread. */
    Caller caller() {
        return audited.caller();
    }

    /** Returns a request of the caller of this thread; a dry run when acting.dryRun is on. */
    Request about(Session target, String operation, String arguments) {
        return asOfNow(Request.about(caller(), target, operation, arguments));
    }

    /**
     * Returns the request as it is to be carried out now: a dry run when acting.dryRun is on, whatever it was before.
     */
    Request asOfNow(Request request) {
        return policy.rules().dryRun() ? request.asDryRun() : request;
    }

    /** Returns the final admission check for the logoffs of this request. */
    Admission admission(Request request) {
        return new Admission(policy, new LogoffRates.Asker(request.caller().actor(), host, users), request.dryRun());
    }

    /** Updates the number of users of the host from the latest snapshot. */
    void countUsers(List<Session> sessions) {
        users = (int)
                sessions.stream().filter(session -> session.row().hasUser()).count();
    }

    LogoffLimits limits() {
        return limits;
    }

    LogoffCounters counters() {
        return counters;
    }

    /** Returns the waits of requests, which are cancelled on shutdown. */
    Waits waits() {
        return waits;
    }

    /** Carries out a request within the limit of concurrent requests, and answers it. */
    LogoffAnswer run(Request request, Supplier<Step> action) {
        return run(request, recorded -> action.get());
    }

    /** The same with an action that goes on after the answer, so that its end has to be recorded later. */
    LogoffAnswer run(Request request, Function<RecordedRequest, Step> action) {
        Step entered = enter();
        try {
            RecordedRequest recorded = record(request);
            recorded.carryOut(
                    () -> entered.then(() -> refusalWithoutReason(request)).then(() -> action.apply(recorded)));
            return answer(recorded).answer();
        } finally {
            leave(entered);
        }
    }

    /** Carries out a request that has entered before, or that must always be possible such as cancelling a logoff. */
    LogoffAnswer runEntered(Request request, Supplier<Step> action) {
        RecordedRequest recorded = record(request);
        recorded.carryOut(action);
        return answer(recorded).answer();
    }

    /** Records the intent of a request, which then has to be {@linkplain #answer answered}. */
    RecordedRequest record(Request request) {
        return audited.record(host, request);
    }

    /**
     * Answers a request with its result: recorded; a logoff is counted, and published when it was refused or failed.
     */
    RecordedRequest answer(RecordedRequest request) {
        answerAll(List.of(request));
        return request;
    }

    /** Answers many requests, which are recorded together. */
    void answerAll(List<RecordedRequest> requests) {
        audited.answerAll(requests);
        requests.forEach(request -> count(request.request(), request.answer()));
        requests.stream()
                .flatMap(request -> request.end().logoff().stream())
                .filter(PendingLogoff::isVerifiedGone)
                .forEach(this::recordGone);
    }

    /**
     * Records that a logoff has ended, for each of its requests that was answered before. One that is being answered
     * meanwhile does so itself afterwards.
     */
    void recordGone(PendingLogoff logoff) {
        Step.Ended done = LogoffPipeline.done(logoff);
        logoff.answeredBefore(Outcome.DONE).stream()
                .filter(RecordedRequest::tellEndNow)
                .forEach(request -> publish(Happening.ENDED, audited.recordEnd(request, done)));
    }

    /** Records that a logoff is overdue, for each of its requests that was answered as accepted. */
    void recordStuck(PendingLogoff logoff) {
        logoff.answeredBefore(Outcome.PENDING).forEach(request -> {
            LogoffAnswer unused = audited.recordEnd(request, LogoffPipeline.stillClosing(logoff));
        });
    }

    /** Records that a request that was answered before has ended without its logoff. */
    void recordCancelled(RecordedRequest request, Step.Ended why) {
        count(request.request(), audited.recordEnd(request, why));
    }

    /** Refuses many requests whose intent was not recorded yet; they are recorded together. */
    List<LogoffAnswer> refuseAll(List<Request> requests, Step.Refused refusal) {
        List<LogoffAnswer> answers = audited.refuseAll(host, requests, refusal);
        for (int i = 0; i < answers.size(); i++) {
            count(requests.get(i), answers.get(i));
        }
        return answers;
    }

    private void count(Request request, LogoffAnswer answer) {
        if (request.isLogoff()) {
            counters.count(answer.outcome());
            if (answer.outcome().isRefusal()) {
                publish(Happening.REFUSED, answer);
            } else if (answer.outcome() == Outcome.FAILED) {
                publish(Happening.FAILED, answer);
            }
        }
    }

    /**
     * Replays the answer of an earlier request, as {@code first} returns or throws it: recorded, but neither counted
     * nor published.
     */
    LogoffAnswer answerAgain(Request request, Supplier<LogoffAnswer> first) {
        return audited.answerAgain(host, request, first);
    }

    /** Publishes an event of a session that has no request. */
    void publish(Happening happening, Session session, Step.Ended end) {
        publish(happening, Request.about(caller(), session, "", ""), end, 0);
    }

    /** Publishes an event between a request and its result. */
    void publish(Happening happening, Request request, Step.Ended end, long elapsedMillis) {
        publish(happening, request.answer(host, end, elapsedMillis));
    }

    /** What has happened does not depend on whether it could be published. */
    private void publish(Happening happening, LogoffAnswer answer) {
        try {
            listener.happened(happening, answer);
        } catch (RuntimeException e) {
            log.error("{} of session {} could not be published", happening, answer.session(), e);
        }
    }

    /** Counts one more request in progress, which has to {@link #leave}; or refuses it. */
    Step enter() {
        return refusalWhenOff()
                .then(
                        () -> limits.tryEnter()
                                ? Step.next()
                                : Step.Refused.by(
                                        "logoff.maxWaiting",
                                        Outcome.REFUSED_LIMIT,
                                        limits.mostRequests()
                                                + " requests to act are in progress, the limit of logoff.maxWaiting in logoffd.properties; nothing was done."));
    }

    /** Counts one request less in progress, if it had entered. */
    void leave(Step entered) {
        if (entered.continues()) {
            limits.leave();
        }
    }

    /** Refuses to start anything while the service stops or acting is disabled. */
    Step refusalWhenOff() {
        return closed ? Step.Refused.stopping() : refusalWhenDisabled();
    }

    /** Refuses everything while acting is disabled. */
    Step refusalWhenDisabled() {
        return policy.refusalWhenDisabled();
    }

    /** Refuses a request without a reason while one is required. */
    Step refusalWithoutReason(Request request) {
        return policy.refusalWithoutReason(request.caller().reason());
    }

    /** The final check before a call to Windows that acts, whatever rules applied when the request arrived. */
    Step refusalToAct() {
        return policy.refusalToAct();
    }

    boolean isClosed() {
        return closed;
    }

    /** Refuses every request from now on. */
    void refuseNew() {
        closed = true;
    }

    /** Refuses every request from now on and ends every wait. */
    void close() {
        refuseNew();
        waits.close();
    }
}
