package io.github.logoffd.control.request;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One logoff from the moment somebody asks until the logon is verified gone. Whoever asks for the same logon meanwhile joins it
 * instead of asking Windows again. Thread-safe.
 */
public final class PendingLogoff {

    private final LogonIdentity identity;
    private final Request request;
    private final CompletableFuture<Step.Ended> requested = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicBoolean toldStuck = new AtomicBoolean();
    private volatile long startNanos;

    public PendingLogoff(LogonIdentity identity, Request request, long startNanos) {
        this.identity = identity;
        this.request = request;
        this.startNanos = startNanos;
    }

    public LogonIdentity identity() {
        return identity;
    }

    /** Returns what was asked first. */
    public Request request() {
        return request;
    }

    /** Returns whose session it is. */
    public String account() {
        return request.target().map(Session::account).orElse("");
    }

    public long startNanos() {
        return startNanos;
    }

    /** Windows was asked again and has accepted again. */
    public void askedAgain(long nanos) {
        startNanos = nanos;
        toldStuck.set(false);
    }

    /** Returns true once for each time that Windows was asked. */
    public boolean tellStuckNow() {
        return toldStuck.compareAndSet(false, true);
    }

    /** Completes with what came of asking Windows. */
    public CompletableFuture<Step.Ended> requested() {
        return requested;
    }

    /** Completes when the logon is verified gone. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    /** Tells whether Windows has accepted and it only remains to be verified. */
    public boolean isAccepted() {
        return requested.isDone() && requested.join().outcome() == Outcome.ACCEPTED;
    }
}
