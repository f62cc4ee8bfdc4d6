package io.github.logoffd.snapshot;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest {@link HostStatus} of one host. A refresh costs one enumeration of sessions, one of processes, and one
 * question for each session that is not a listener; clients are asked once for each connection.
 *
 * <p>Thread-safe. One refresh runs at a time; {@link #status()} never waits for it.
 */
public final class HostMonitor {

    private static final Logger log = LoggerFactory.getLogger(HostMonitor.class);

    private final String host;
    private final SessionReader reader;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ClientCache clients = new ClientCache();
    private volatile HostStatus status = HostStatus.NOT_READ_YET;
    private volatile Consumer<HostStatus> listener = newStatus -> {};

    /**
     * Creates a monitor that has read nothing yet.
     *
     * @param host the name that the sessions shall carry
     * @param clock the service's clock, for the age of the snapshot
     * @param nanoTime a clock that is never set, for durations
     */
    public HostMonitor(String host, SessionReader reader, InstantSource clock, LongSupplier nanoTime) {
        this.host = host;
        this.reader = reader;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Names the one that is told of every refresh, on the refreshing thread, in order, before the next refresh starts. */
    public void onRefresh(Consumer<HostStatus> newListener) {
        this.listener = newListener;
    }

    /** Returns the host's name. */
    public String host() {
        return host;
    }

    /** Returns the newest status at once. */
    public HostStatus status() {
        return status;
    }

    /** Returns the whole seconds since the newest snapshot was taken, -1 when there is none. */
    public long snapshotSeconds() {
        SessionSnapshot snapshot = status.snapshot();
        return snapshot.exists()
                ? Math.max(
                        0, Duration.between(snapshot.takenAt(), clock.instant()).toSeconds())
                : -1;
    }

    /**
     * Reads the host now. Never throws for a host that does not answer: the status returned says so and keeps the last
     * snapshot.
     */
    public synchronized HostStatus refresh() {
        long start = nanoTime.getAsLong();
        HostStatus newStatus;
        try {
            newStatus = read(start);
        } catch (SessionApiException e) {
            newStatus = status.failed(since(start), e.getMessage(), e.code());
        } catch (RuntimeException e) {
            log.error("Reading the sessions of {} failed unexpectedly", host, e);
            newStatus = status.failed(since(start), "Reading the sessions failed: " + e, 0);
        }
        logTransition(status, newStatus);
        status = newStatus;
        listener.accept(newStatus);
        return newStatus;
    }

    private HostStatus read(long start) {
        Instant takenAt = clock.instant();
        RefreshProblems problems = new RefreshProblems();
        List<SessionRow> rows = reader.sessions();
        Optional<List<ProcessInfo>> processes =
                problems.orUnknown(Optional.empty(), () -> Optional.of(reader.processes()));
        Map<Long, ProcessTotals> totals = totals(processes.orElse(List.of()));
        ProcessTotals whenAbsent = processes.isPresent() ? ProcessTotals.NONE : ProcessTotals.UNKNOWN;
        List<Session> sessions = new ArrayList<>(rows.size());
        for (SessionRow row : rows) {
            sessions.add(session(row, totals.getOrDefault(row.id(), whenAbsent), problems));
        }
        clients.endOfRefresh();
        return new HostStatus(
                new SessionSnapshot(takenAt, sessions), true, since(start), problems.text(), problems.code());
    }

    private Session session(SessionRow row, ProcessTotals processes, RefreshProblems problems) {
        if (row.kind() == SessionKind.LISTENER) {
            return new Session(host, row, SessionDetail.unknown(row.id()), ClientInfo.NONE, processes);
        }
        SessionDetail unknown = SessionDetail.unknown(row.id());
        SessionDetail answer = problems.orUnknown(unknown, () -> reader.detail(row.id()));
        SessionDetail detail = answer.isOf(row) ? answer : unknown;
        return new Session(host, row, detail, client(row, detail, problems), processes);
    }

    private ClientInfo client(SessionRow row, SessionDetail detail, RefreshProblems problems) {
        if (row.kind() == SessionKind.SERVICES) {
            return ClientInfo.NONE;
        }
        ClientInfo client =
                clients.clientOf(row, detail, id -> problems.orUnknown(ClientInfo.NONE, () -> reader.client(id)));
        return row.state() == SessionState.DISCONNECTED ? client.disconnected() : client;
    }

    private static Map<Long, ProcessTotals> totals(List<ProcessInfo> processes) {
        Map<Long, ProcessTotals> totals = new HashMap<>();
        for (ProcessInfo process : processes) {
            totals.merge(process.sessionId(), ProcessTotals.NONE.plus(process), (sum, first) -> sum.plus(process));
        }
        return totals;
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    private void logTransition(HostStatus before, HostStatus after) {
        if (after.lastError().equals(before.lastError())) {
            return;
        }
        if (!after.reachable()) {
            log.warn("{} cannot be read, its last snapshot is kept: {}", host, after.lastError());
        } else if (after.lastError().isEmpty()) {
            log.info(
                    "{} is read without errors, {} sessions",
                    host,
                    after.snapshot().sessions().size());
        } else {
            log.warn("{} is read in part: {}", host, after.lastError());
        }
    }
}
