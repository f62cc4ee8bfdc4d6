package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One session of a bulk request. It is started once, by a worker or by the shutdown, and answered once, by the first
 * thread that knows the result. Thread-safe.
 */
final class BulkItem {

    private final Request request;
    private final Step found;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<LogoffAnswer> answer = new CompletableFuture<>();
    private volatile Optional<RecordedRequest> accepted = Optional.empty();

    /**
     * Creates an item that is not started.
     *
     * @param request about this session
     * @param found whether the session was identified
     */
    BulkItem(Request request, Step found) {
        this.request = request;
        this.found = found;
    }

    Request request() {
        return request;
    }

    Step found() {
        return found;
    }

    /** Completes with the answer that stands in the audit trail. */
    CompletableFuture<LogoffAnswer> answer() {
        return answer;
    }

    /** Claims the start; returns whether this call is the one that may start it. */
    boolean tryBegin() {
        return begun.compareAndSet(false, true);
    }

    /** Records that Windows has accepted the logoff, whose completion is awaited. */
    void accepted(RecordedRequest recorded) {
        accepted = Optional.of(recorded);
    }

    /** Claims the end of the wait; returns the accepted logoff when this call is the one that may end it. */
    Optional<RecordedRequest> tryEndWait() {
        return accepted.filter(waiting -> ended.compareAndSet(false, true));
    }
}
