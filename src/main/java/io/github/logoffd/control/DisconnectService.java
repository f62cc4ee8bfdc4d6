package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Disconnects sessions from their clients; the session and its programs keep running. Thread-safe. */
public final class DisconnectService {

    private static final long CHECK_MILLIS = 250;

    /** Nothing has to be closed or saved, so a disconnect takes moments or fails. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SessionHost host;
    private final HostRequests requests;
    private final LogonCheck check;
    private final LogoffGuard guard;
    private final ScheduledExecutorService verifier;

    DisconnectService(SessionHost host, LogoffGuard guard, HostRequests requests, ScheduledExecutorService verifier) {
        this.host = host;
        this.guard = guard;
        this.requests = requests;
        this.check = new LogonCheck(host);
        this.verifier = verifier;
    }

    /**
     * Disconnects exactly this logon.
     *
     * @param wait whether to return only when the session is verified disconnected, half a minute has passed, or the
     *     service stops
     */
    public LogoffAnswer disconnect(Session target, boolean wait) {
        Request request = requests.about(target, "disconnect", "wait=" + wait);
        return requests.run(
                request,
                () -> target.identity()
                        .map(identity -> disconnect(request, identity, wait))
                        .orElseGet(() -> MessageService.noLogon(target)));
    }

    private Step disconnect(Request request, LogonIdentity identity, boolean wait) {
        Step checked = check.identify(identity, guard::refusalToDisconnect);
        return request.dryRun()
                ? checked.then(() -> Step.Accepted.of(
                        Outcome.ACCEPTED, "Session " + identity.id() + " would be disconnected; nothing was done."))
                : checked.then(requests::refusalToAct).then(() -> disconnectNow(identity, wait));
    }

    private Step disconnectNow(LogonIdentity identity, boolean wait) {
        try {
            host.disconnect(identity.id());
        } catch (SessionApiException e) {
            return check.goneOrFailed(
                    e,
                    identity,
                    "Windows was called and has no such session.",
                    e.hadNoEffect()
                            ? "The session was not disconnected."
                            : "Whether session " + identity.id() + " was disconnected is not known. Check its state.");
        }
        if (!wait) {
            return Step.Accepted.of(Outcome.ACCEPTED, "Windows is disconnecting session " + identity.id() + '.');
        }
        return isDisconnectedInTime(identity)
                ? Step.Accepted.of(Outcome.DONE, "Session " + identity.id() + " is disconnected.")
                : Step.Accepted.of(Outcome.PENDING, "Session " + identity.id() + notYet());
    }

    private String notYet() {
        return requests.isClosed()
                ? " was not verified as disconnected, since the service is stopping; Windows has accepted the request."
                : " is not disconnected yet.";
    }

    private boolean isDisconnectedInTime(LogonIdentity identity) {
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        Future<?> polling = verifier.scheduleWithFixedDelay(
                () -> completeWhenDisconnected(identity, disconnected), 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return requests.waits().await(disconnected, TIMEOUT.toNanos());
        } finally {
            polling.cancel(false);
        }
    }

    /** A failure ends the schedule and the wait, so that the caller does not wait in vain. */
    private void completeWhenDisconnected(LogonIdentity identity, CompletableFuture<Void> disconnected) {
        try {
            if (isDisconnected(identity)) {
                disconnected.complete(null);
            }
        } catch (RuntimeException | Error e) {
            disconnected.completeExceptionally(e);
            throw e;
        }
    }

    private boolean isDisconnected(LogonIdentity identity) {
        try {
            return Optional.of(host.detail(identity.id()))
                    .filter(identity::matches)
                    .filter(fresh -> fresh.state() == SessionState.DISCONNECTED)
                    .isPresent();
        } catch (SessionApiException e) {
            return false;
        }
    }
}
