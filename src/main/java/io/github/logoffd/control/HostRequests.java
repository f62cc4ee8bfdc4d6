package io.github.logoffd.control;

import io.github.logoffd.control.LogoffListener.Happening;
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
    private volatile boolean closed;

    /** Creates the gate of one host. */
    public HostRequests(String host, AuditedRequests audited, LogoffLimits limits, LogoffListener listener) {
        this.host = host;
        this.audited = audited;
        this.limits = limits;
        this.listener = listener;
    }

    String host() {
        return host;
    }

    LogoffLimits limits() {
        return limits;
    }

    LogoffCounters counters() {
        return counters;
    }

    /** Returns who asks on this thread. */
    Caller caller() {
        return audited.caller();
    }

    /** Carries a request of whoever asks on this thread out and answers it. */
    LogoffAnswer run(Request request, Supplier<Verdict> action) {
        return run(caller(), request, action);
    }

    /** Carries out what was asked on another thread. */
    LogoffAnswer run(Caller asking, Request request, Supplier<Verdict> action) {
        LogoffAnswer answer = audited.run(host, asking, request, () -> withinLimits(action));
        counters.count(answer.outcome());
        if (answer.outcome().isRefusal()) {
            listener.happened(Happening.REFUSED, answer);
        } else if (answer.outcome() == Outcome.FAILED) {
            listener.happened(Happening.FAILED, answer);
        } else if (answer.outcome() == Outcome.WARNED) {
            listener.happened(Happening.WARNED, answer);
        }
        return answer;
    }

    /** Tells of something that happens between a request and its end. */
    void tell(Happening happening, LogoffAnswer answer) {
        listener.happened(happening, answer);
    }

    private Verdict withinLimits(Supplier<Verdict> action) {
        if (closed) {
            return Verdict.of(Outcome.REFUSED_DISABLED, "The service is stopping; nothing was done.");
        }
        if (!limits.tryEnter()) {
            return Verdict.of(
                    Outcome.REFUSED_LIMIT,
                    limits.mostRequests() + " requests to act are under way already, as many as logoff.maxWaiting in"
                            + " logoffd.properties allows; nothing was done.");
        }
        try {
            return action.get();
        } finally {
            limits.leave();
        }
    }

    /** Refuses every request from now on. */
    void close() {
        closed = true;
    }
}
