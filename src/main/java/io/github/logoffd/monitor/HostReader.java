package io.github.logoffd.monitor;

import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Reads all sessions of one host. That takes one enumeration of sessions, one of processes, and one query for each
 * session that is not an RDP listener; clients are normally queried once for each connection. Not thread-safe; one
 * refresh runs at a time.
 */
final class HostReader {

    private final String host;
    private final SessionReader reader;
    private final LogonWatch logons;
    private final ClientCache clients;
    private final AtomicBoolean clientsAnew = new AtomicBoolean();

    HostReader(String host, SessionReader reader, LongSupplier nanoTime) {
        this.host = host;
        this.reader = reader;
        this.logons = new LogonWatch(host, nanoTime);
        this.clients = new ClientCache(nanoTime);
    }

    /** Returns the source of the ages of the sessions that were read. */
    AgeSource ages() {
        return logons;
    }

    /** Makes the next read query every client, ignoring the cache. Any thread may call this. */
    void askForClientsAnew() {
        clientsAnew.set(true);
    }

    /**
     * Returns the sessions that the host has now.
     *
     * @param before the sessions of the last snapshot, for values that cannot be queried this time
     */
    List<Session> read(List<Session> before, RefreshProblems problems) {
        if (clientsAnew.getAndSet(false)) {
            clients.forget();
        }
        long asked = logons.now();
        List<SessionRow> rows = reader.sessions();
        Set<Long> repeated = SessionRow.repeatedIds(rows);
        repeated.forEach(problems::repeatedId);
        Optional<List<ProcessInfo>> processes = problems.ask(reader::processes);
        Map<Long, ProcessTotals> totals = totals(processes.orElse(List.of()));
        ProcessTotals whenAbsent = processes.isPresent() ? ProcessTotals.NONE : ProcessTotals.UNKNOWN;
        List<Session> sessions = new ArrayList<>(rows.size());
        for (SessionRow listed : rows) {
            if (repeated.contains(listed.uniqueId())) {
                sessions.add(unidentified(listed));
                continue;
            }
            Session session = session(listed, before, problems);
            ClientInfo client = client(session.row(), session.detail(), problems);
            ProcessTotals load =
                    listed.isInVirtualMachine() ? ProcessTotals.UNKNOWN : totals.getOrDefault(listed.id(), whenAbsent);
            sessions.add(session.with(client, load));
        }
        clients.endOfRefresh();
        logons.listed(sessions, asked);
        return sessions;
    }

    /** Returns the values from the list and from the session itself. */
    private Session session(SessionRow listed, List<Session> before, RefreshProblems problems) {
        long asked = logons.now();
        Optional<SessionDetail> answer = answer(listed, problems);
        long answered = logons.now();
        if (answer.isEmpty()) {
            return new Session(host, listed, identityOnly(listed, before));
        }
        SessionDetail detail = answer.get();
        Session session = new Session(host, listed.updatedBy(detail), detail);
        return session.with(logons.read(session.identity(), session.row(), detail, asked, answered));
    }

    private Session unidentified(SessionRow row) {
        return new Session(host, row, SessionDetail.unknown(row.id()));
    }

    /**
     * Returns the detail of the session, unknown when the id has passed to another user, empty when the query fails.
     */
    private Optional<SessionDetail> answer(SessionRow row, RefreshProblems problems) {
        if (row.kind() == SessionKind.LISTENER) {
            return Optional.of(SessionDetail.unknown(row.id()));
        }
        return problems.ask(() -> reader.detail(row.uniqueId()))
                .map(answer -> answer.isOf(row) ? answer : SessionDetail.unknown(row.id()));
    }

    /**
     * A failed query must not remove the logon of a session that is still the same: monitoring identifies it by its
     * key. No action relies on this, since every action reads the logon again. All other values of the last answer are
     * outdated, and unknown.
     */
    private static SessionDetail identityOnly(SessionRow row, List<Session> before) {
        return before.stream()
                .filter(session -> session.row().uniqueId() == row.uniqueId())
                .map(Session::detail)
                .filter(detail -> detail.isOf(row))
                .map(SessionDetail::identityOnly)
                .findFirst()
                .orElseGet(() -> SessionDetail.unknown(row.id()));
    }

    private ClientInfo client(SessionRow row, SessionDetail detail, RefreshProblems problems) {
        if (row.kind() == SessionKind.SERVICES || row.kind() == SessionKind.LISTENER) {
            return ClientInfo.NONE;
        }
        ClientInfo client = clients.clientOf(row, detail, id -> problems.ask(() -> reader.client(id)));
        client.failure().ifPresent(problems::note);
        return row.state() == SessionState.DISCONNECTED ? client.disconnected() : client.withoutFailure();
    }

    private static Map<Long, ProcessTotals> totals(List<ProcessInfo> processes) {
        Map<Long, ProcessTotals> totals = new HashMap<>();
        for (ProcessInfo process : processes) {
            totals.merge(process.sessionId(), ProcessTotals.NONE.plus(process), (sum, first) -> sum.plus(process));
        }
        return totals;
    }
}
