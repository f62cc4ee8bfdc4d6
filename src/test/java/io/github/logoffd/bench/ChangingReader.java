package io.github.logoffd.bench;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import java.util.List;

/** Every second time, one in a hundred sessions has another user. */
final class ChangingReader implements SessionReader {

    private static final int ONE_IN = 100;

    private final SessionReader reader;
    private boolean changed;

    ChangingReader(SessionReader reader) {
        this.reader = reader;
    }

    @Override
    public List<SessionRow> enumerate() {
        changed = !changed;
        return reader.sessions().stream().map(this::row).toList();
    }

    private boolean isChanged(long id) {
        return changed && id % ONE_IN == 0;
    }

    private SessionRow row(SessionRow row) {
        return isChanged(row.uniqueId()) && row.hasUser()
                ? new SessionRow(
                        row.id(),
                        row.uniqueId(),
                        row.name(),
                        row.stateCode(),
                        "other",
                        row.domain(),
                        row.virtualMachine(),
                        row.farm())
                : row;
    }

    @Override
    public SessionDetail detail(long id) {
        SessionDetail detail = reader.detail(id);
        return isChanged(id) && !detail.user().isEmpty()
                ? new SessionDetail(
                        detail.id(),
                        detail.stateCode(),
                        detail.lock(),
                        detail.name(),
                        "other",
                        detail.domain(),
                        detail.times(),
                        detail.traffic())
                : detail;
    }

    @Override
    public ClientInfo client(long id) {
        return reader.client(id);
    }

    @Override
    public List<ProcessInfo> processes() {
        return reader.processes();
    }
}
