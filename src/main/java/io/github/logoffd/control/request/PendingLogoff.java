package io.github.logoffd.control.request;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One logoff, from its request until the logon is verified gone. Further requests for the same logon join it instead of
 * calling Windows again. Thread-safe.
 */
public final class PendingLogoff {

    private final LogonIdentity identity;
    private final Request request;
    private final CompletableFuture<Step.Ended> requested = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicBoolean toldStuck = new AtomicBoolean();
    private final Set<RecordedRequest> recorded = ConcurrentHashMap.newKeySet();
    private volatile long startNanos;
    private volatile boolean verifiedGone;

    public PendingLogoff(LogonIdentity identity, Request request, long startNanos) {
        this.identity = identity;
        this.request = request;
        this.startNanos = startNanos;
    }

    public LogonIdentity identity() {
        return identity;
    }

    /** Returns the first request. */
    public Request request() {
        return request;
    }

    /** Returns the identity of the logon. */
    public String account() {
        return request.target().map(Session::account).orElse("");
    }

    public long startNanos() {
        return startNanos;
    }

    /** Records that Windows was called again and has accepted again. */
    public void askedAgain(long nanos) {
        startNanos = nanos;
        toldStuck.set(false);
    }

    /** Returns true once for each call to Windows. */
    public boolean tellStuckNow() {
        return toldStuck.compareAndSet(false, true);
    }

    /** Adds a request that Windows has accepted this logoff for. */
    public void add(RecordedRequest accepted) {
        recorded.add(accepted);
    }

    /** Returns the requests that were answered, with another outcome than this end. */
    public List<RecordedRequest> answeredBefore(Outcome end) {
        return recorded.stream()
                .filter(request -> request.isAnsweredBefore(end))
                .toList();
    }

    /** Records that the logon is gone, before it is published. */
    public void verifiedGone() {
        verifiedGone = true;
    }

    public boolean isVerifiedGone() {
        return verifiedGone;
    }

    /** Completes with the result of the call to Windows. */
    public CompletableFuture<Step.Ended> requested() {
        return requested;
    }

    /** Completes when the logon is verified gone. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    /** Returns whether Windows has accepted, so that only the verification remains. */
    public boolean isAccepted() {
        return requested.isDone() && requested.join().outcome() == Outcome.ACCEPTED;
    }
}
