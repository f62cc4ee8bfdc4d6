package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same user under the same id on the host and in two of its virtual machines. */
class VirtualMachineSnapshotTest {

    private static final SessionRow ON_HOST = Samples.active(3, "alice");
    private static final SessionRow IN_VM1 = Samples.guest(1003, 3, "alice", "VM1");
    private static final SessionRow IN_VM2 = Samples.guest(70000, 3, "alice", "VM2");

    private final ScriptedHost host =
            new ScriptedHost().with(ON_HOST).with(IN_VM1).with(IN_VM2);
    private final HostMonitor monitor =
            new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> Samples.NOW, new NanoClock());

    private List<Session> read() {
        return monitor.refresh().snapshot().sessions().stream()
                .filter(session -> session.id() != 0)
                .toList();
    }

    @Test
    void everyOneIsAskedForByItsUniqueId() {
        assertThat(read())
                .extracting(Session::row, Session::id)
                .containsExactly(tuple(ON_HOST, 3L), tuple(IN_VM1, 1003L), tuple(IN_VM2, 70000L));
        assertThat(host.calls())
                .containsExactlyInAnyOrder(
                        "sessions",
                        "processes",
                        "detail 0",
                        "detail 3",
                        "client 3",
                        "detail 1003",
                        "client 1003",
                        "detail 70000",
                        "client 70000");
    }

    @Test
    void everyOneHasAKeyOfItsOwn() {
        assertThat(read())
                .extracting(Session::key)
                .containsExactly(
                        "HOST1:3:2026-03-02T08:00:00.123456700Z",
                        "HOST1:1003:2026-03-02T08:00:00.123456700Z",
                        "HOST1:70000:2026-03-02T08:00:00.123456700Z");
    }

    @Test
    void theProcessesOfTheHostAreOnlyThoseOfItsOwnSessions() {
        host.setProcesses(List.of(new ProcessInfo(3, 100, "a.exe", 1000, 100, 10, 1)));

        assertThat(read())
                .extracting(Session::processes)
                .containsExactly(new ProcessTotals(1, 1000, 100, 10), ProcessTotals.UNKNOWN, ProcessTotals.UNKNOWN);
    }

    @Test
    void anAnswerAboutAnotherSessionIsNotMixedIn() {
        host.with(IN_VM1, Samples.detail(Samples.active(1003, "alice")));

        Session asked = read().get(1);

        assertThat(asked.detail()).isEqualTo(SessionDetail.unknown(3));
        assertThat(asked.identity()).isEmpty();
    }

    @Test
    void oneThatCannotBeReadForOnceKeepsItsOwnLogon() {
        host.with(IN_VM2, Samples.detail(IN_VM2, Samples.LOGON.plusSeconds(7)));
        Session before = read().get(2);
        host.fail("detail 70000", 5);

        assertThat(read().get(2).identity()).isPresent().isEqualTo(before.identity());
    }

    @Test
    void whatHappensToOneDoesNotHappenToTheOthers() {
        SessionSnapshot before = monitor.refresh().snapshot();
        host.end(1003);

        assertThat(changes(before, monitor.refresh().snapshot())).containsExactly("LOGOFF 1003", "REMOVED 1003");
    }

    @Test
    void aUniqueIdThatPassesToAnotherMachineOrIdIsAnotherSession() {
        for (SessionRow next :
                List.of(Samples.guest(1003, 3, "alice", "VM3"), Samples.guest(1003, 4, "alice", "VM1"))) {
            assertThat(changes(snapshot(unasked(IN_VM1)), snapshot(unasked(next))))
                    .containsExactly("LOGOFF 1003", "REMOVED 1003", "CREATED 1003", "LOGON 1003");
        }
        assertThat(changes(
                        snapshot(unasked(Samples.guest(1003, 3, "", "VM1"))),
                        snapshot(unasked(Samples.guest(1003, 3, "", "VM3")))))
                .containsExactly("REMOVED 1003", "CREATED 1003");
    }

    private static Session unasked(SessionRow row) {
        return Samples.session(row, SessionDetail.unknown(row.id()));
    }

    private static SessionSnapshot snapshot(Session session) {
        return new SessionSnapshot(Samples.NOW, List.of(session));
    }

    private static Stream<String> changes(SessionSnapshot before, SessionSnapshot after) {
        return SnapshotDiff.between(before, after).stream()
                .map(change -> change.type() + " " + change.session().id());
    }
}
