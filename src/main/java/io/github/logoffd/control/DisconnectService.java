package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Drops the client of a session; the session and its programs live on. Thread-safe. */
public final class DisconnectService {

    private static final long CHECK_MILLIS = 250;

    /** Nothing has to be closed and nothing saved, so this takes moments or fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SessionHost host;
    private final HostRequests requests;
    private final LogonCheck check;
    private final LogonCheck.Condition mayBeEnded;
    private final ScheduledExecutorService verifier;

    DisconnectService(
            SessionHost host,
            HostRequests requests,
            LogonCheck.Condition mayBeEnded,
            ScheduledExecutorService verifier) {
        this.host = host;
        this.requests = requests;
        this.check = new LogonCheck(host);
        this.mayBeEnded = mayBeEnded;
        this.verifier = verifier;
    }

    /**
     * Drops the client of this very logon.
     *
     * @param wait whether to answer only when the session is verified disconnected, or half a minute is over
     */
    public LogoffAnswer disconnect(Session target, boolean wait) {
        return requests.run(
                Request.about(requests.caller(), target, "disconnect", "wait=" + wait),
                () -> target.identity()
                        .map(identity -> disconnect(identity, wait))
                        .orElseGet(() -> MessageService.noLogon(target)));
    }

    private Verdict disconnect(LogonIdentity identity, boolean wait) {
        return check.problem(identity, mayBeEnded).orElseGet(() -> disconnectNow(identity, wait));
    }

    private Verdict disconnectNow(LogonIdentity identity, boolean wait) {
        try {
            host.disconnect(identity.id());
        } catch (SessionApiException e) {
            return check.goneOrFailed(
                    e, identity, "Windows was called and has no such session.", "The session was not disconnected.");
        }
        if (!wait) {
            return Verdict.of(Outcome.ACCEPTED, "Windows is disconnecting session " + identity.id() + '.');
        }
        return isDisconnectedInTime(identity)
                ? Verdict.of(Outcome.DONE, "Session " + identity.id() + " is disconnected.")
                : Verdict.of(Outcome.PENDING, "Session " + identity.id() + " is not disconnected yet.");
    }

    private boolean isDisconnectedInTime(LogonIdentity identity) {
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        Future<?> polling = verifier.scheduleWithFixedDelay(
                () -> {
                    if (isDisconnected(identity)) {
                        disconnected.complete(null);
                    }
                },
                0,
                CHECK_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            disconnected.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a disconnect failed.", e.getCause());
        } finally {
            polling.cancel(false);
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
