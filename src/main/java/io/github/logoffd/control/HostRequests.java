package io.github.logoffd.control;

import io.github.logoffd.control.LogoffListener.Happening;
import io.github.logoffd.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every request to act on one host passes here: audited before and after, within the limits, counted, and told to the listener.
 * Thread-safe.
 */
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
    LogoffAnswer run(Request request, Supplier<Verdict> action) {
        return runAdmitted(request, () -> withinLimits(action));
    }

    /** The same for what was admitted before, or must always be possible such as calling a logoff off. */
    LogoffAnswer runAdmitted(Request request, Supplier<Verdict> action) {
        AuditedRequests.Begun begun = begin(request, () -> Asked.over(action.get()));
        return end(begun, begun.asked().verdict());
    }

    /** Carries out what was admitted before; whoever calls this has to {@link #end} it. */
    AuditedRequests.Begun begin(Request request, Supplier<Asked> action) {
        return audited.begin(host, request, action);
    }

    /** Answers a request. */
    LogoffAnswer end(AuditedRequests.Begun begun, Verdict verdict) {
        return endAll(List.of(new AuditedRequests.Ended(begun, verdict))).get(0);
    }

    /** Answers many requests, which is audited as one. */
    List<LogoffAnswer> endAll(List<AuditedRequests.Ended> ended) {
        List<LogoffAnswer> answers = audited.endAll(ended);
        for (int i = 0; i < answers.size(); i++) {
            count(ended.get(i).begun().request(), answers.get(i));
        }
        return answers;
    }

    /** Refuses many requests that were not begun, which is audited as one. */
    List<LogoffAnswer> refuseAll(List<Request> requests, Verdict refusal) {
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

    /** Answers a request with what {@code first} gives or throws, which was answered before: audited, but neither counted nor told again. */
    LogoffAnswer runAgain(Request request, Supplier<LogoffAnswer> first) {
        return audited.runAgain(host, request, first);
    }

    /** Tells of something that happens to a session although nobody has asked for it. */
    void tell(Happening happening, Session session, Verdict verdict) {
        tell(happening, Request.about(caller(), session, "", ""), verdict, 0);
    }

    /** Tells of something that happens between a request and its end. */
    void tell(Happening happening, Request request, Verdict verdict, long elapsedMillis) {
        listener.happened(happening, request.answer(host, verdict, elapsedMillis));
    }

    /**
     * Looks for the session that a request is about and carries the request out, both within the limits: a host that does not answer
     * must not hold more threads than they allow.
     */
    LogoffAnswer run(
            Supplier<SessionFinder.Found> search,
            Function<Optional<Session>, Request> request,
            BiFunction<Request, Session, Verdict> action) {
        Optional<Verdict> refusal = tryEnter();
        if (refusal.isPresent()) {
            return runAdmitted(request.apply(Optional.empty()), refusal::get);
        }
        try {
            SessionFinder.Found found = search.get();
            Request about = request.apply(found.session());
            return runAdmitted(
                    about,
                    () -> found.session()
                            .map(session -> action.apply(about, session))
                            .orElse(found.otherwise()));
        } finally {
            leave();
        }
    }

    private Verdict withinLimits(Supplier<Verdict> action) {
        Optional<Verdict> refusal = tryEnter();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    /** Returns why no more requests are taken; empty when this one is, which then has to {@link #leave}. */
    Optional<Verdict> tryEnter() {
        Optional<Verdict> off = refusalWhenOff();
        if (off.isPresent()) {
            return off;
        }
        if (!limits.tryEnter()) {
            return Optional.of(Verdict.refusedBy(
                    "logoff.maxWaiting",
                    Outcome.REFUSED_LIMIT,
                    limits.mostRequests() + " requests to act are under way already, as many as logoff.maxWaiting in"
                            + " logoffd.properties allows; nothing was done."));
        }
        return Optional.empty();
    }

    /** Returns why nothing is begun, empty while the service runs and acting is switched on. */
    Optional<Verdict> refusalWhenOff() {
        return closed ? Optional.of(Verdict.stopping()) : refusalWhenDisabled();
    }

    /** Returns why nothing may be done, empty while acting is switched on. */
    Optional<Verdict> refusalWhenDisabled() {
        return policy.refusalWhenDisabled();
    }

    /** Returns why Windows must not be asked to act now, whatever held when the request came; the last word before the call. */
    Optional<Verdict> refusalToAct() {
        return policy.refusalToAct();
    }

    void leave() {
        limits.leave();
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
