package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.LockState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the plugin prints. */
class ReportTest {

    private static final Thresholds NONE = Thresholds.parse(List.of(), List.of());

    @Test
    void anOkIsOneLineWithTheCounts() {
        Report report = Report.of(List.of(host("TS01", session(1, "alice", 10))), NONE, true);

        assertThat(report)
                .isEqualTo(new Report(
                        Level.OK,
                        "LOGOFFD OK - TS01: 3 users, 1 active, 1 disconnected, 0 locked, 0 stuck | sessions=7;;;0 users=3;;;0"
                                + " active=1;;;0 disconnected=1;;;0 locked=0;;;0 stuck=0;;;0 disconnectedSeconds=10s;;;0"
                                + " idleSeconds=0s;;;0 ageSeconds=2s;;;0 reachable=1;;1:;0 listener=1;;;0"));
    }

    @Test
    void aSessionThatIsAReasonHasALineOfItsOwnTheWorstFirst() {
        Thresholds thresholds =
                Thresholds.parse(List.of("disconnectedSeconds=60"), List.of("disconnectedSeconds=3600"));

        Report report = Report.of(
                List.of(host(
                        "TS01",
                        session(1, "short", 10),
                        session(2, "some", 100),
                        session(3, "long", 4000),
                        session(4, "longer", 5000))),
                thresholds,
                true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
        assertThat(report.text().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("LOGOFFD CRITICAL - TS01: disconnectedSeconds is 5000 (threshold 3600) | ")
                                .contains(" disconnectedSeconds=5000s;60;3600;0 "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "CRITICAL disconnectedSeconds session=TS01:4:t,CORP%5Clonger DISCONNECTED for"
                                                + " 5000 s CORP/longer"),
                        line -> assertThat(line).startsWith("CRITICAL disconnectedSeconds session=TS01:3:t,"),
                        line -> assertThat(line).startsWith("WARNING disconnectedSeconds session=TS01:2:t,"));
    }

    @Test
    void aHostThatCannotBeReadIsReportedWithWhyAndItsNumbersAreUnknown() {
        HostFacts host = new HostFacts(
                "TS02",
                false,
                "Error [1722]: The RPC | server\nis away.",
                OptionalLong.empty(),
                OptionalLong.of(900),
                counts(),
                List.of());

        Report report = Report.of(List.of(host), Thresholds.parse(List.of(), List.of("stuck=0")), true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
        assertThat(report.text())
                .startsWith(
                        "LOGOFFD CRITICAL - TS02: the service cannot read it (Error [1722]: The RPC <U+007C> server<U+000A>is"
                                + " away.) | sessions=U;;;0 users=U;")
                .contains(" stuck=U;;0;0 ", " ageSeconds=900s;", " reachable=0;")
                .doesNotContain("\n");
    }

    @Test
    void aNumberThatIsNotKnownButHasAThresholdIsUnknown() {
        HostFacts host =
                host("TS01", new SessionFacts(tag(1, "x"), "ACTIVE", LockState.UNLOCKED, false, OptionalLong.empty()));

        Report report = Report.of(List.of(host), Thresholds.parse(List.of("idleSeconds=5"), List.of()), true);

        assertThat(report.level()).isEqualTo(Level.UNKNOWN);
        assertThat(report.text()).startsWith("LOGOFFD UNKNOWN - TS01: idleSeconds of 1 session is not known | ");
    }

    @Test
    void aSessionThatIsNotKnownIsNotHiddenByOneThatIsFine() {
        HostFacts host = host(
                "TS01",
                session(1, "young", 5),
                new SessionFacts(tag(2, "x"), "DISCONNECTED", LockState.UNLOCKED, false, OptionalLong.empty()));
        Thresholds thresholds = Thresholds.parse(List.of(), List.of("disconnectedSeconds=14400"));

        Report report = Report.of(List.of(host), thresholds, true);

        assertThat(report.level()).isEqualTo(Level.UNKNOWN);
        assertThat(report.text())
                .startsWith("LOGOFFD UNKNOWN - TS01: disconnectedSeconds of 1 session is not known | ")
                .contains(" disconnectedSeconds=5s;;14400;0 ");
    }

    @Test
    void aLockThatCouldNotBeReadIsNoUnlockedDesktop() {
        HostFacts host = host(
                "TS01",
                session(1, "away", 5),
                new SessionFacts(tag(2, "x"), "ACTIVE", LockState.UNKNOWN, false, OptionalLong.of(1)));

        Report checked = Report.of(List.of(host), Thresholds.parse(List.of("locked=3"), List.of()), true);
        Report unchecked = Report.of(List.of(host), NONE, true);

        assertThat(checked.level()).isEqualTo(Level.UNKNOWN);
        assertThat(checked.text()).startsWith("LOGOFFD UNKNOWN - TS01: locked of 1 session is not known | ");
        assertThat(unchecked.level()).isEqualTo(Level.OK);
    }

    @Test
    void aSessionThatIsNotKnownDoesNotHideOneThatIsBad() {
        HostFacts host = host(
                "TS01",
                session(1, "old", 20_000),
                new SessionFacts(tag(2, "x"), "DISCONNECTED", LockState.UNLOCKED, false, OptionalLong.empty()));

        Report report =
                Report.of(List.of(host), Thresholds.parse(List.of(), List.of("disconnectedSeconds=14400")), true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
    }

    @Test
    void aListenerThatIsDownCanBeCritical() {
        HostFacts host = new HostFacts("TS01", true, "", OptionalLong.of(0), OptionalLong.of(2), counts(), List.of());

        Report report = Report.of(List.of(host), Thresholds.parse(List.of(), List.of("listener=1:")), true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
        assertThat(report.text()).startsWith("LOGOFFD CRITICAL - TS01: listener is 0 (threshold 1:) | ");
    }

    @Test
    void severalHostsHaveLabelsOfTheirOwnAndTheWorstCounts() {
        HostFacts away =
                new HostFacts("ts 02", false, "", OptionalLong.empty(), OptionalLong.empty(), counts(), List.of());

        Report report = Report.of(List.of(host("TS01"), away), NONE, false);

        assertThat(report.text())
                .startsWith("LOGOFFD CRITICAL - ts 02: the service cannot read it | TS01.sessions=7;;;0 ")
                .contains(" ts_02.sessions=U;;;0 ", " ts_02.ageSeconds=U;;;0");
        assertThat(Report.of(List.of(host("A"), host("B")), NONE, false).text())
                .startsWith("LOGOFFD OK - 2 hosts: 6 users, ");
    }

    @Test
    void namesOfUsersCannotAddLinesOrPerformanceData() {
        String evil = "a|b\nCRITICAL x\\nancy;c\"d'e`f$(g)<h>\u202e日本";

        Report report = Report.of(
                List.of(host("TS01", session(1, evil, 50))),
                Thresholds.parse(List.of("disconnectedSeconds=5"), List.of()),
                true);

        assertThat(report.text().lines()).hasSize(2);
        assertThat(report.text().chars().filter(c -> c == '|')).hasSize(1);
        assertThat(report.text().split("\n", -1)[1])
                .endsWith(" DISCONNECTED for 50 s CORP/a_b_CRITICAL x/nancy_c_d_e_f__g__h__日本")
                .doesNotContainPattern("[`$\"'\\\\;<>&]");
    }

    @Test
    void twoThousandSessionsFitIntoWhatNagiosTakes() {
        List<SessionFacts> users = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            users.add(session(i, "jürgen" + i, 10_000 + i));
        }

        Report report = Report.of(
                List.of(host("TS01", users.toArray(SessionFacts[]::new))),
                Thresholds.parse(List.of(), List.of("disconnectedSeconds=5")),
                true);

        assertThat(report.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(7000, 8000);
        List<String> lines = report.text().lines().toList();
        assertThat(lines.get(1)).contains("session=TS01:1999:t,");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("and " + (2000 - (lines.size() - 2)) + " more");
    }

    private static HostFacts host(String name, SessionFacts... users) {
        return new HostFacts(name, true, "", OptionalLong.of(1), OptionalLong.of(2), counts(), List.of(users));
    }

    private static Map<String, Long> counts() {
        return Map.of(
                "SessionCount",
                7L,
                "UserCount",
                3L,
                "ActiveCount",
                1L,
                "DisconnectedCount",
                1L,
                "LockedCount",
                0L,
                "StuckCount",
                0L);
    }

    private static SessionFacts session(int id, String user, long seconds) {
        return new SessionFacts(tag(id, user), "DISCONNECTED", LockState.UNLOCKED, false, OptionalLong.of(seconds));
    }

    private static SessionTag tag(int id, String user) {
        return new SessionTag("TS01:" + id + ":t", "CORP\\" + user);
    }
}
