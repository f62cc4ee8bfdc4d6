package io.github.logoffd.control;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffCounters;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.request.Waits;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.Admission;
import io.github.logoffd.control.rules.LogoffRates;
import io.github.logoffd.session.Session;
import java.util.List;
import java.util.function.Supplier;

/** What all requests to act on one host have in common: the limit of those under way, the audit trail, the counters, the notifications. Thread-safe. */
public final class HostRequests {

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

    /** Returns who asks on this thread; to be kept for what is done later or on another one. */
    Caller caller() {
        return audited.caller();
    }

    /** Returns a request of whoever asks on this thread; a dry run when all are. */
    Request about(Session target, String operation, String arguments) {
        return asOfNow(Request.about(caller(), target, operation, arguments));
    }

    /** Returns the request as it is to be carried out now: a dry run when all are, whatever it was before. */
    Request asOfNow(Request request) {
        return policy.rules().dryRun() ? request.asDryRun() : request;
    }

    /** Returns the last word on the logoffs that this is a request for. */
    Admission admission(Request request) {
        return new Admission(policy, new LogoffRates.Asker(request.caller().actor(), host, users), request.dryRun());
    }

    /** Takes note of how many users the host has, as the newest snapshot shows. */
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

    /** Returns what ends every wait of a request when the service stops. */
    Waits waits() {
        return waits;
    }

    /** Carries a request out within the limits, and answers it. */
    LogoffAnswer run(Request request, Supplier<Step> action) {
        Step entered = enter();
        try {
            return runEntered(request, () -> entered.then(action));
        } finally {
            leave(entered);
        }
    }

    /** The same for what has entered before, or must always be possible such as calling a logoff off. */
    LogoffAnswer runEntered(Request request, Supplier<Step> action) {
        RecordedRequest recorded = record(request);
        recorded.carryOut(action);
        return answer(recorded).answer();
    }

    /** Records the intent of a request, which has to be {@linkplain #answer answered}. */
    RecordedRequest record(Request request) {
        return audited.record(host, request);
    }

    /** Answers a request with how it ended: recorded, counted, and published when it was refused or failed. */
    RecordedRequest answer(RecordedRequest request) {
        answerAll(List.of(request));
        return request;
    }

    /** The same for many requests, which are recorded together. */
    void answerAll(List<RecordedRequest> requests) {
        audited.answerAll(requests);
        requests.forEach(request -> count(request.request(), request.answer()));
    }

    /** Refuses many requests whose intent was not recorded yet, which are recorded together. */
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
                listener.happened(Happening.REFUSED, answer);
            } else if (answer.outcome() == Outcome.FAILED) {
                listener.happened(Happening.FAILED, answer);
            }
        }
    }

    /** Answers a request with what {@code first} gives or throws, which was answered before: recorded, but neither counted nor published. */
    LogoffAnswer answerAgain(Request request, Supplier<LogoffAnswer> first) {
        return audited.answerAgain(host, request, first);
    }

    /** Publishes what happens to a session without a request for it. */
    void publish(Happening happening, Session session, Step.Ended end) {
        publish(happening, Request.about(caller(), session, "", ""), end, 0);
    }

    /** Publishes what happens between a request and its end. */
    void publish(Happening happening, Request request, Step.Ended end, long elapsedMillis) {
        listener.happened(happening, request.answer(host, end, elapsedMillis));
    }

    /** Counts one more request under way, which has to {@link #leave}; or refuses it. */
    Step enter() {
        return refusalWhenOff()
                .then(() -> limits.tryEnter()
                        ? Step.next()
                        : Step.Refused.by(
                                "logoff.maxWaiting",
                                Outcome.REFUSED_LIMIT,
                                limits.mostRequests()
                                        + " requests to act are under way already, as many as logoff.maxWaiting in"
                                        + " logoffd.properties allows; nothing was done."));
    }

    /** Counts one request less under way, if it had entered. */
    void leave(Step entered) {
        if (entered.continues()) {
            limits.leave();
        }
    }

    /** Refuses to begin anything while the service stops or acting is switched off. */
    Step refusalWhenOff() {
        return closed ? Step.Refused.stopping() : refusalWhenDisabled();
    }

    /** Refuses everything while acting is switched off. */
    Step refusalWhenDisabled() {
        return policy.refusalWhenDisabled();
    }

    /** The last word before a call to Windows that acts, whatever held when the request came. */
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
