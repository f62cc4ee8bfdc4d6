package io.github.logoffd.control;

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

    PendingLogoff(LogonIdentity identity, Request request, long startNanos) {
        this.identity = identity;
        this.request = request;
        this.startNanos = startNanos;
    }

    LogonIdentity identity() {
        return identity;
    }

    /** Returns what was asked first. */
    Request request() {
        return request;
    }

    /** Returns whose session it is. */
    String account() {
        return request.target().map(Session::account).orElse("");
    }

    long startNanos() {
        return startNanos;
    }

    /** Windows was asked again and has accepted again. */
    void askedAgain(long nanos) {
        startNanos = nanos;
        toldStuck.set(false);
    }

    /** Returns true once for each time that Windows was asked. */
    boolean tellStuckNow() {
        return toldStuck.compareAndSet(false, true);
    }

    /** Completes with what came of asking Windows. */
    CompletableFuture<Step.Ended> requested() {
        return requested;
    }

    /** Completes when the logon is verified gone. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Tells whether Windows has accepted and it only remains to be verified. */
    boolean isAccepted() {
        return requested.isDone() && requested.join().outcome() == Outcome.ACCEPTED;
    }
}
