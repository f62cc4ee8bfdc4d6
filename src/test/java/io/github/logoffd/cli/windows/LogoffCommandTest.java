package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code logoff}: whom it ends, whom it never ends, and what it says. */
class LogoffCommandTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(strings = {"3", "RDP-Tcp#3", "rdp-tcp#3"})
    void anIdOrTheNameOfAnActiveSessionIsLoggedOffInSilence(String word) {
        obeys(3);

        assertThat(run("logoff", word)).isZero();

        assertThat(host.actingCalls()).containsExactly("logoff 3");
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
    }

    @Test
    void switchesComeInAnyCaseAndOrder() {
        obeys(4);

        assertThat(run("LogOff", "/v", "/server:TERM1", "4", "/vM")).isZero();

        assertThat(opened.server()).contains("TERM1");
        assertThat(opened.virtualMachines()).isTrue();
        assertThat(out()).containsExactly("Logging off session ID 4", "CORP\\bob was logged off from session 4.");
    }

    @Test
    void withoutAnArgumentItIsTheOwnSession() {
        obeys(3);

        assertThat(run("logoff")).isZero();

        assertThat(host.actingCalls()).containsExactly("logoff 3");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void withoutAnArgumentNothingHappensOutsideOfAUsersSession(long session) {
        own = session < 0 ? OptionalLong.empty() : OptionalLong.of(session);

        assertThat(run("logoff")).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
        assertThat(err())
                .singleElement()
                .asString()
                .startsWith("This command does not run in a user's session of HOST1");
    }

    /** In a batch file whose variable is not set, the session of its caller is not meant. */
    @Test
    void withAServerAndWithoutAnArgumentNothingHappens() {
        assertThat(run("logoff", "/SERVER:localhost")).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
        assertThat(err())
                .containsExactly("/SERVER: was given without a session. Give the id of a session, or the name of an"
                        + " active one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "tsdiscon"})
    void aKeyNamesOneLogon(String command) {
        obeys(3);
        leaves(ALICE);
        String key = new Session(Samples.HOST, ALICE, Samples.detail(ALICE)).key();
        String earlier = key.replace(
                Samples.LOGON.toString(), Samples.LOGON.minusSeconds(9).toString());

        assertThat(run(command, earlier)).isEqualTo(1);
        assertThat(run(command, key.replace(Samples.HOST, "HOST2"))).isEqualTo(1);
        assertThat(host.actingCalls()).isEmpty();
        assertThat(err())
                .containsExactly(
                        "There is no session with the Key " + earlier + " on HOST1 now.",
                        key.replace(Samples.HOST, "HOST2") + " is the Key of a session on another host than HOST1.");

        assertThat(run(command, key)).isZero();
        assertThat(host.actingCalls()).hasSize(1).allMatch(call -> call.endsWith(" 3"));
    }

    @Test
    void theConsoleIsRefusedInTheWordsOfWindows() {
        assertThat(run("logoff", "console")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "Could not logoff session ID 1 from session Console, Error code 5",
                        "Error [5]: Access is denied.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "services", "65536", "rdp-tcp", "5"})
    void whatIsNoUsersSessionIsRefused(String word) {
        assertThat(run("logoff", word)).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
        assertThat(err()).hasSize(2);
        assertThat(err().get(0)).startsWith("Could not logoff session ID ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disc", "Active", "Listen", "alice", "jörg müller", "RDP-Tcp#", "3.0", "0x3"})
    void aWordThatIsNoIdAndNoSessionsNameIsRefused(String word) {
        assertThat(run("logoff", word)).isEqualTo(1);

        assertThat(err())
                .containsExactly("There is no session named \"" + word
                        + "\" on HOST1 now. Give a session id or the name of an active session.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aNameMustBeThatOfAnActiveSession() {
        assertThat(run("logoff", "RDP-Tcp#5")).isEqualTo(1);
        assertThat(err().get(0)).contains("RDP-Tcp#5");
        assertThat(host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967295", "65537", "1000000000", "99"})
    void anIdThatNoSessionHasIsReported(String id) {
        assertThat(run("logoff", id)).isEqualTo(1);

        assertThat(err()).containsExactly("There is no session with id " + id + " on HOST1 now.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aRefusalOfWindowsHasItsNumber() {
        host.fail("logoff 3", 5);

        assertThat(run("logoff", "3")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "Could not logoff session ID 3 from session RDP-Tcp#3, Error code 5",
                        "Error [5]: Access is denied.");
    }

    @Test
    void anotherUserThanTheExpectedOneIsLeftAlone() {
        assertThat(run("logoff", "3", "/EXPECT:bob")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "Could not logoff session ID 3 from session RDP-Tcp#3",
                        "The user is CORP\\alice, not CORP\\bob.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "CORP\\Alice"})
    void theExpectedUserIsLoggedOff(String user) {
        obeys(3);

        assertThat(run("logoff", "3", "/expect:" + user)).isZero();
    }

    @Test
    void anIdThatPassedToAnotherUserIsLeftAlone() {
        host.during(
                "sessions",
                () -> host.with(Samples.active(3, "carol"), Samples.detail(Samples.active(3, "carol"), Instant.MIN)));

        assertThat(run("logoff", "3", "/EXPECT:alice")).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void whatIfChecksEverythingAndDoesNothing() {
        assertThat(run("logoff", "3", "/WHATIF")).isZero();

        assertThat(out()).containsExactly("CORP\\alice would be logged off from session 3; nothing was done.");
        assertThat(host.actingCalls()).isEmpty();
        assertThat(audit.lines()).allMatch(line -> line.intent().dryRun());
    }

    @Test
    void theAnswerCanBeJson() {
        obeys(3);

        assertThat(run("logoff", "3", "/JSON")).isZero();

        assertThat(out())
                .singleElement()
                .asString()
                .matches("\\{\"Session\":\"HOST1:3:2026-03-02T08:00:00.123456700Z\",\"Host\":\"HOST1\",\"Id\":3,"
                        + "\"Account\":\"CORP\\\\\\\\alice\",\"Outcome\":\"DONE\",\"Code\":0,\"Message\":\"[^\"]+\","
                        + "\"ElapsedMillis\":\\d+,\"RequestId\":\"\",\"DryRun\":false}");
    }

    @Test
    void aRefusalIsJsonTooWhenThatIsWanted() {
        assertThat(run("logoff", "1", "--json")).isEqualTo(1);

        assertThat(out()).singleElement().asString().contains("\"Outcome\":\"REFUSED_PROTECTED\",\"Code\":5");
        assertThat(err()).isEmpty();
    }

    @Test
    void everyLogoffIsAuditedBeforeAndAfter() {
        obeys(3);
        run("logoff", "3");

        assertThat(audit.lines()).extracting(AuditRecord::phase).containsExactly(Phase.ASKED, Phase.ANSWERED);
        assertThat(audit.lines())
                .extracting(line -> line.intent().caller().channel())
                .containsOnly("command");
        assertThat(audit.lines().get(1).answer().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void withoutAuditNothingIsDone() {
        audit.refuse();

        assertThat(run("logoff", "3")).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
        assertThat(String.join(" ", err())).contains("The audit trail cannot be written, so nothing was done");
    }

    @Test
    void aHostThatDoesNotAnswerIsReportedInTheWordsOfWindows() {
        unreachable = 1722;

        assertThat(run("logoff", "3", "/SERVER:nowhere")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "Error 0x000006BA enumerating sessionnames", "Error [1722]:The RPC server is unavailable.");
    }
}
