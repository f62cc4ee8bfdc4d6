package io.github.logoffd.control;

import io.github.logoffd.control.AuditedRequests.Begun;
import io.github.logoffd.control.SessionFinder.Candidate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One session of a bulk request. It is begun once, by a worker or by the end of the service, and answered once, by whoever learns first
 * how it ended. Thread-safe.
 */
final class BulkItem {

    private final Request request;
    private final Candidate candidate;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<LogoffAnswer> answer = new CompletableFuture<>();
    private volatile Optional<Begun> accepted = Optional.empty();

    BulkItem(Request request, Candidate candidate) {
        this.request = request;
        this.candidate = candidate;
    }

    Request request() {
        return request;
    }

    Candidate candidate() {
        return candidate;
    }

    /** Completes with the answer that stands in the audit. */
    CompletableFuture<LogoffAnswer> answer() {
        return answer;
    }

    /** Tells whether this call is the one that may begin it. */
    boolean tryBegin() {
        return begun.compareAndSet(false, true);
    }

    /** Windows has accepted the logoff, whose end is waited for. */
    void accepted(Begun request) {
        accepted = Optional.of(request);
    }

    /** Returns the accepted logoff when this call is the one that may end the wait for it. */
    Optional<Begun> tryEndWait() {
        return accepted.filter(waiting -> ended.compareAndSet(false, true));
    }
}
