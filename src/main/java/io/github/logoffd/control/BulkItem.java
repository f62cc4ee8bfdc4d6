package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One session of a bulk request. It is begun once, by a worker or by the end of the service, and answered once, by the thread that learns
 * first how it ended. Thread-safe.
 */
final class BulkItem {

    private final Request request;
    private final Step found;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<LogoffAnswer> answer = new CompletableFuture<>();
    private volatile Optional<RecordedRequest> accepted = Optional.empty();

    /**
     * Creates an item that is not begun.
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

    /** Tells whether this call is the one that may begin it. */
    boolean tryBegin() {
        return begun.compareAndSet(false, true);
    }

    /** Windows has accepted the logoff, whose end is waited for. */
    void accepted(RecordedRequest recorded) {
        accepted = Optional.of(recorded);
    }

    /** Returns the accepted logoff when this call is the one that may end the wait for it. */
    Optional<RecordedRequest> tryEndWait() {
        return accepted.filter(waiting -> ended.compareAndSet(false, true));
    }
}
