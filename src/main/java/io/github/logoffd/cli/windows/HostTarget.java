package io.github.logoffd.cli.windows;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.Automation;
import io.github.logoffd.control.HostRequests;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A session host without a service between. What it never ends, how it makes sure of a logon and how it verifies is as
 * in the service; the configured rules of a service do not apply, since a user who may do this on the host may do it
 * without logoffd.
 */
public final class HostTarget implements CommandTarget {

    private static final Duration LOGOFF_TIMEOUT = Duration.ofMinutes(5);
    private static final ActingRules NO_RULES = new ActingRules(
            true,
            false,
            false,
            new GuardRules(List.of(), List.of(), Set.of(), false, false),
            new RateLimits(0, 0, 0, 0, 0));

    private final SessionHost host;
    private final OptionalLong ownSession;
    private final AuditTrail trail;
    private final Supplier<Caller> caller;

    /** Made when something is to be done: to show a list takes less. */
    private Optional<Acting> acting = Optional.empty();

    /**
     * Takes over a host, which is closed with this.
     *
     * @param ownSession the session of that host that the command runs in, empty when it runs elsewhere
     * @param trail has a line before and one after everything that is done
     * @param caller the caller
     */
    public HostTarget(SessionHost host, OptionalLong ownSession, AuditTrail trail, Supplier<Caller> caller) {
        this.host = host;
        this.ownSession = ownSession;
        this.trail = trail;
        this.caller = caller;
    }

    /** What acts, its thread, and one thread for each logoff that is waited for. */
    private record Acting(SessionControl control, ScheduledExecutorService thread, ExecutorService callers) {}

    private SessionControl control() {
        if (acting.isEmpty()) {
            acting = Optional.of(acting());
        }
        return acting.get().control();
    }

    private Acting acting() {
        ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, DaemonThreads.named("verify"));
        ActingPolicy policy = new ActingPolicy(() -> NO_RULES, System::nanoTime);
        AuditedRequests audited = new AuditedRequests(trail, caller, InstantSource.system(), System::nanoTime);
        LogoffLimits limits = new LogoffLimits(LOGOFF_TIMEOUT, Integer.MAX_VALUE);
        SessionControl control = SessionControl.of(
                host,
                new LogoffGuard(policy, OptionalLong.empty()),
                new HostRequests(host.name(), audited, limits, policy, (what, answer) -> {}),
                new SessionControl.Dependencies(
                        thread,
                        thread,
                        thread,
                        InstantSource.system(),
                        System::nanoTime,
                        AgeSource.WINDOWS,
                        new RememberedAnswers(Duration.ofHours(1), System::nanoTime, PastRequests.NONE, host.name()),
                        lines -> {}),
                () -> {});
        return new Acting(control, thread, Executors.newCachedThreadPool(DaemonThreads.named("logoff")));
    }

    @Override
    public String host() {
        return host.name();
    }

    @Override
    public OptionalLong ownSession() {
        return ownSession;
    }

    @Override
    public List<Session> sessions() {
        List<SessionRow> rows = host.sessions();
        Set<Long> repeated = SessionRow.repeatedIds(rows);
        return rows.stream()
                .map(row -> repeated.contains(row.uniqueId())
                        ? session(row, SessionDetail.unknown(row.id()))
                        : session(row))
                .toList();
    }

    /** Values of a session that cannot be queried are unknown; Windows' own commands omit them. */
    private Session session(SessionRow row) {
        SessionDetail detail = SessionDetail.unknown(row.id());
        if (row.hasUser()) {
            try {
                SessionDetail fresh = host.detail(row.uniqueId());
                detail = fresh.isOf(row) ? fresh : detail;
            } catch (SessionApiException e) {
                if (e.reason() == SessionApiException.Reason.HOST_UNREACHABLE) {
                    throw e;
                }
            }
        }
        return session(row.updatedBy(detail), detail);
    }

    private Session session(SessionRow row, SessionDetail detail) {
        return new Session(host.name(), row, detail);
    }

    @Override
    public RequestedLogoff logoff(Session session, LogoffOrder order) {
        // Without a time of the logon there is no key of one; what is wrong shows when the id is read again.
        String keyOrId = session.identity().isPresent() ? session.key() : Long.toString(session.id());
        Automation automation = control().automation();
        Future<LogoffAnswer> answer = acting.orElseThrow()
                .callers()
                .submit(() -> automation.logoff(keyOrId, order.expectedUser(), order.dryRun(), order.awaited()));
        return wait -> answer(answer, wait);
    }

    private static Optional<LogoffAnswer> answer(Future<LogoffAnswer> answer, Duration wait) throws IOException {
        try {
            return Optional.of(answer.get(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(ErrorText.of(Objects.requireNonNullElse(e.getCause(), e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait for the end of the session was ended.", e);
        }
    }

    @Override
    public Duration logoffTimeout() {
        return LOGOFF_TIMEOUT;
    }

    @Override
    public LogoffAnswer warn(Session session, String message, Duration grace) throws IOException {
        throw withoutService();
    }

    @Override
    public LogoffAnswer cancel(Session session) throws IOException {
        throw withoutService();
    }

    /** A countdown outlasts a command. */
    private static IOException withoutService() {
        return new IOException("A countdown needs a running service. Give --url with its address, such as"
                + " http://127.0.0.1:8778/jolokia, or set LOGOFFD_URL.");
    }

    @Override
    public LogoffAnswer disconnect(Session session) {
        return control().disconnects().disconnect(session, true);
    }

    @Override
    public LogoffAnswer show(Session session, Notice notice) {
        int seconds = notice.seconds().orElse(Notice.USUAL_SECONDS);
        return control().messages().show(session, notice.title(), notice.text(), seconds, notice.awaited());
    }

    @Override
    public void close() {
        acting.ifPresent(used -> {
            used.control().close();
            used.callers().shutdownNow();
            used.thread().shutdownNow();
        });
        host.close();
    }
}
