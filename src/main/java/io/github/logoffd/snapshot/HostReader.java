package io.github.logoffd.snapshot;

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
 * Reads all sessions of one host. That costs one enumeration of sessions, one of processes, and one question for each session
 * that is not a listener; clients are asked once for each connection, mostly. Not thread-safe; one refresh runs at a time.
 */
final class HostReader {

    private final String host;
    private final SessionReader reader;
    private final ClientCache clients;
    private final AtomicBoolean clientsAnew = new AtomicBoolean();

    HostReader(String host, SessionReader reader, LongSupplier nanoTime) {
        this.host = host;
        this.reader = reader;
        this.clients = new ClientCache(nanoTime);
    }

    /** Has the next read ask for every client, whatever is known. Any thread may call this. */
    void askForClientsAnew() {
        clientsAnew.set(true);
    }

    /**
     * Returns the sessions that the host has now.
     *
     * @param before the sessions of the last snapshot, for what cannot be asked this time
     */
    List<Session> read(List<Session> before, RefreshProblems problems) {
        if (clientsAnew.getAndSet(false)) {
            clients.forget();
        }
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
            Optional<SessionDetail> answer = answer(listed, problems);
            SessionDetail detail = answer.orElseGet(() -> lastDetail(listed, before));
            SessionRow row = answer.map(listed::updatedBy).orElse(listed);
            ClientInfo client = client(row, detail, problems);
            ProcessTotals load =
                    row.isInVirtualMachine() ? ProcessTotals.UNKNOWN : totals.getOrDefault(row.id(), whenAbsent);
            sessions.add(new Session(host, row, detail, client, load));
        }
        clients.endOfRefresh();
        return sessions;
    }

    private Session unidentified(SessionRow row) {
        return new Session(
                host, row, SessionDetail.unknown(row.id()), ClientInfo.NONE, ProcessTotals.UNKNOWN);
    }

    /** Returns what the session itself says, unknown when the id has passed to another user, empty when it cannot be asked. */
    private Optional<SessionDetail> answer(SessionRow row, RefreshProblems problems) {
        if (row.kind() == SessionKind.LISTENER) {
            return Optional.of(SessionDetail.unknown(row.id()));
        }
        return problems.ask(() -> reader.detail(row.uniqueId()))
                .map(answer -> answer.isOf(row) ? answer : SessionDetail.unknown(row.id()));
    }

    /**
     * A question that fails once must not take the logon away from a session that is still the same: its key is what monitoring knows it
     * by. Nothing is done on the strength of it, since whoever acts reads the logon afresh.
     */
    private static SessionDetail lastDetail(SessionRow row, List<Session> before) {
        return before.stream()
                .filter(session -> session.row().uniqueId() == row.uniqueId())
                .map(Session::detail)
                .filter(detail -> detail.isOf(row))
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
