package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.LockState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the plugin prints. */
class ReportTest {

    private static final Thresholds NONE = Thresholds.parse(List.of(), List.of());

    @Test
    void anOkIsOneLineWithTheCounts() {
        Report report = Report.of(
                List.of(host(
                        "TS01",
                        session(1, "alice", 10),
                        nobody(65536, false),
                        active(2, "bob").facts())),
                List.of(),
                NONE,
                true);

        assertThat(report)
                .isEqualTo(new Report(
                        Level.OK,
                        "LOGOFFD OK - TS01: 2 users, 1 active, 1 disconnected, 0 locked, 0 stuck | sessions=3;;;0 users=2;;;0"
                                + " active=1;;;0 disconnected=1;;;0 locked=0;;;0 stuck=0;0;;0 disconnectedSeconds=10s;;;0"
                                + " idleSeconds=5s;;;0 memory=2000B;;;0 cpu=7s;;;0 ageSeconds=2s;;;0 reachable=1;;1:;0"
                                + " listener=1;;;0"));
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
                List.of(),
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
                List.of(),
                0);

        Report report = Report.of(List.of(host), List.of(), Thresholds.parse(List.of(), List.of("stuck=0")), true);

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
                host("TS01", active(1, "x").seconds(OptionalLong.empty()).facts());

        Report report =
                Report.of(List.of(host), List.of(), Thresholds.parse(List.of("idleSeconds=5"), List.of()), true);

        assertThat(report.level()).isEqualTo(Level.UNKNOWN);
        assertThat(report.text())
                .startsWith("LOGOFFD UNKNOWN - TS01: idleSeconds of 1 session is not known | ")
                .endsWith("\nUNKNOWN idleSeconds session=TS01:1:t,CORP%5Cx ACTIVE CORP/x");
    }

    @Test
    void aSessionThatIsNotKnownIsNotHiddenByOneThatIsFine() {
        HostFacts host = host(
                "TS01",
                session(1, "young", 5),
                active(2, "x")
                        .state("DISCONNECTED")
                        .seconds(OptionalLong.empty())
                        .facts());
        Thresholds thresholds = Thresholds.parse(List.of(), List.of("disconnectedSeconds=14400"));

        Report report = Report.of(List.of(host), List.of(), thresholds, true);

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
                active(2, "x").lock(LockState.UNKNOWN).facts());

        Report checked = Report.of(List.of(host), List.of(), Thresholds.parse(List.of("locked=3"), List.of()), true);
        Report unchecked = Report.of(List.of(host), List.of(), NONE, true);

        assertThat(checked.level()).isEqualTo(Level.UNKNOWN);
        assertThat(checked.text())
                .startsWith("LOGOFFD UNKNOWN - TS01: locked of 1 session is not known | ")
                .endsWith("\nUNKNOWN locked session=TS01:2:t,CORP%5Cx ACTIVE for 5 s CORP/x");
        assertThat(unchecked.level()).isEqualTo(Level.OK);
    }

    @Test
    void aSessionThatIsNotKnownDoesNotHideOneThatIsBad() {
        HostFacts host = host(
                "TS01",
                session(1, "old", 20_000),
                active(2, "x")
                        .state("DISCONNECTED")
                        .seconds(OptionalLong.empty())
                        .facts());

        Report report = Report.of(
                List.of(host), List.of(), Thresholds.parse(List.of(), List.of("disconnectedSeconds=14400")), true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
    }

    @Test
    void aListenerThatIsDownCanBeCritical() {
        HostFacts host = new HostFacts("TS01", true, "", OptionalLong.of(0), OptionalLong.of(2), List.of(), 0);

        Report report = Report.of(List.of(host), List.of(), Thresholds.parse(List.of(), List.of("listener=1:")), true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
        assertThat(report.text()).startsWith("LOGOFFD CRITICAL - TS01: listener is 0 (threshold 1:) | ");
    }

    @Test
    void severalHostsHaveLabelsOfTheirOwnAndTheWorstCounts() {
        HostFacts away = new HostFacts("ts 02", false, "", OptionalLong.empty(), OptionalLong.empty(), List.of(), 0);

        Report report = Report.of(List.of(host("TS01"), away), List.of(), NONE, false);

        assertThat(report.text())
                .startsWith("LOGOFFD CRITICAL - ts 02: the service cannot read it | TS01.sessions=0;;;0 ")
                .contains(" ts_02.sessions=U;;;0 ", " ts_02.ageSeconds=U;;;0");
        assertThat(Report.of(List.of(host("A"), host("B")), List.of(), NONE, false)
                        .text())
                .startsWith("LOGOFFD OK - 2 hosts: 0 users, ");
    }

    @Test
    void namesOfUsersCannotAddLinesOrPerformanceData() {
        String evil = "a|b\nCRITICAL x\\nancy;c\"d'e`f$(g)<h>\u202e日本";

        Report report = Report.of(
                List.of(host("TS01", session(1, evil, 50))),
                List.of(),
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
                List.of(),
                Thresholds.parse(List.of(), List.of("disconnectedSeconds=5")),
                true);

        assertThat(report.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(7000, 8000);
        List<String> lines = report.text().lines().toList();
        assertThat(lines.get(1)).contains("session=TS01:1999:t,");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("and " + (2000 - (lines.size() - 2)) + " more");
    }

    @Test
    void everyStuckSessionIsNamedAlsoWithoutAUser() {
        Report report = Report.of(
                List.of(host(
                        "TS01",
                        nobody(5, true),
                        nobody(6, true),
                        active(7, "jo").stuck().facts())),
                List.of(),
                NONE,
                true);

        assertThat(report.level()).isEqualTo(Level.WARNING);
        assertThat(report.text().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("LOGOFFD WARNING - TS01: stuck is 3 (threshold 0) | "),
                        line -> assertThat(line).isEqualTo("WARNING stuck session=TS01:5:none DOWN without a user"),
                        line -> assertThat(line).isEqualTo("WARNING stuck session=TS01:6:none DOWN without a user"),
                        line -> assertThat(line)
                                .isEqualTo("WARNING stuck session=TS01:7:t,CORP%5Cjo ACTIVE for 5 s CORP/jo"));
    }

    @Test
    void theSessionsThatUseTooMuchAreNamedByWhatTheyUse() {
        Thresholds thresholds = Thresholds.parse(List.of("memory=3000"), List.of("cpu=60"));

        Report report = Report.of(
                List.of(host(
                        "TS01",
                        active(1, "small").facts(),
                        active(2, "big").uses(4000, 7).facts(),
                        active(3, "bigger").uses(5000, 7).facts(),
                        active(4, "busy").uses(100, 61).facts(),
                        nobody(0, false))),
                List.of(),
                thresholds,
                true);

        assertThat(report.level()).isEqualTo(Level.CRITICAL);
        assertThat(report.text().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("LOGOFFD CRITICAL - TS01: cpu is 61 (threshold 60), TS01: memory is 5000"
                                        + " (threshold 3000) | ")
                                .contains(" memory=5000B;3000;;0 cpu=61s;;60;0 "),
                        line -> assertThat(line)
                                .isEqualTo("CRITICAL cpu session=TS01:4:t,CORP%5Cbusy ACTIVE with 61 s of processor"
                                        + " time CORP/busy"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "WARNING memory session=TS01:3:t,CORP%5Cbigger ACTIVE with 5000 B CORP/bigger"),
                        line -> assertThat(line)
                                .startsWith("WARNING memory session=TS01:2:t,CORP%5Cbig ACTIVE with 4000"));
    }

    @Test
    void memoryThatIsNotKnownIsUnknownOnlyWithAThreshold() {
        HostFacts host = host(
                "TS01",
                active(1, "x").uses(OptionalLong.empty(), OptionalLong.empty()).facts());

        assertThat(Report.of(List.of(host), List.of(), NONE, true).text())
                .startsWith("LOGOFFD OK - ")
                .contains(" memory=U;;;0 cpu=U;;;0 ");
        assertThat(Report.of(List.of(host), List.of(), Thresholds.parse(List.of("memory=1"), List.of()), true)
                        .text())
                .startsWith("LOGOFFD UNKNOWN - TS01: memory of 1 session is not known | ");
    }

    @Test
    void aReasonThatTheFirstLineHasNoRoomForHasALineOfItsOwn() {
        List<HostFacts> hosts = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            hosts.add(new HostFacts("TS0" + i, true, "", OptionalLong.of(0), OptionalLong.of(2), List.of(), 0));
        }

        Report report = Report.of(hosts, List.of(), Thresholds.parse(List.of(), List.of("listener=1:")), false);

        assertThat(report.text().lines().findFirst().orElseThrow())
                .contains("TS05: listener is 0 (threshold 1:), and 2 more | ");
        assertThat(report.text().lines().skip(1))
                .containsExactly(
                        "CRITICAL TS06: listener is 0 (threshold 1:)", "CRITICAL TS07: listener is 0 (threshold 1:)");
    }

    @Test
    void anOkSaysHowManySessionsWereLeftOut() {
        HostFacts host = new HostFacts("TS01", true, "", OptionalLong.of(1), OptionalLong.of(2), List.of(), 3);

        assertThat(Report.of(List.of(host), List.of(), NONE, true).text())
                .startsWith("LOGOFFD OK - TS01: 0 users, 0 active, 0 disconnected, 0 locked, 0 stuck, 3 left out | ");
    }

    private static HostFacts host(String name, SessionFacts... sessions) {
        return new HostFacts(name, true, "", OptionalLong.of(1), OptionalLong.of(2), List.of(sessions), 0);
    }

    private static SessionFacts session(int id, String user, long seconds) {
        return active(id, user)
                .state("DISCONNECTED")
                .seconds(OptionalLong.of(seconds))
                .facts();
    }

    private static CheckedSession active(int id, String user) {
        return CheckedSession.active(id, user);
    }

    private static SessionFacts nobody(int id, boolean stuck) {
        return CheckedSession.nobody(id, stuck);
    }
}
