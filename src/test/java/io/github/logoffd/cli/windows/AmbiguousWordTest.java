package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A word that can be an id, the name of a session and a user: refused while it can be two of them, taken while it is
 * one.
 */
class AmbiguousWordTest extends CommandFixture {

    private static final SessionRow USER_FOUR = Samples.active(7, "4");

    private static SessionRow row(long id, String name, SessionState state, String user, String domain) {
        return new SessionRow(id, id, name, state.code(), user, domain, "", "");
    }

    @ParameterizedTest
    @CsvSource({"msg 4 hello, 4, 7", "quser 4, 4, 7", "qwinsta 4, 4, 7", "msg 04 hello, 04, 9"})
    void anIdAndAUserAreRefusedWithBothNamed(String line, String word, long sessionOfUser) {
        host.with(USER_FOUR).with(Samples.active(9, "04"));

        assertThat(run(line.split(" "))).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "\"" + word + "\" can mean session 4 of CORP\\bob, or user CORP\\" + word + " in session "
                                + sessionOfUser
                                + ". Give an id, the name of a session, or a user with its domain that means one of them.");
        assertThat(out()).isEmpty();
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void theUserIsMeantAlthoughNoUserSitsThere() {
        host.with(Samples.disconnected(7, "4"));

        assertThat(run("msg", "4", "hello")).isEqualTo(1);

        assertThat(err().get(0)).startsWith("\"4\" can mean session 4 of CORP\\bob, or user CORP\\4 in session 7.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aUserWhoseNameIsANumberIsReachedWhileNoSessionHasThatId() {
        host.with(Samples.active(7, "4711"));

        assertThat(run("msg", "4711", "hello")).isZero();
        assertThat(run("quser", "4711")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 7");
        assertThat(out()).hasSize(2);
    }

    @Test
    void aSessionWithoutAUserIsNotMeantByAMessage() {
        host.with(Samples.active(7, "5"));

        assertThat(run("msg", "5", "hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 7");
    }

    @Test
    void anIdAndTheUserOfThatVerySessionAreOneThing() {
        host.with(Samples.active(7, "7"));

        assertThat(run("msg", "7", "hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 7");
    }

    @Test
    void theDomainTellsUsersOfOneNameApart() {
        host.with(row(7, "RDP-Tcp#7", SessionState.ACTIVE, "alice", "OTHER"));

        assertThat(run("msg", "alice", "hello")).isEqualTo(1);
        assertThat(err().get(0))
                .startsWith("\"alice\" can mean user CORP\\alice in session 3, or user OTHER\\alice in session 7.");
        assertThat(host.actingCalls()).isEmpty();

        assertThat(run("msg", "other\\ALICE", "hello")).isZero();
        assertThat(host.actingCalls()).containsExactly("sendMessage 7");
    }

    @Test
    void aUserInTwoSessionsIsOneMeaning() {
        host.with(Samples.active(7, "Alice"));

        assertThat(run("msg", "alice", "hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff 4", "tsdiscon 4"})
    void anIdAndTheNameOfASessionAreRefusedWithBothNamed(String line) {
        host.with(row(7, "4", SessionState.ACTIVE, "carol", "CORP"));

        assertThat(run(line.split(" "))).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "\"4\" can mean session 4 of CORP\\bob, or session 7 of CORP\\carol, which is named \"4\"."
                                + " Give an id that no session has as its name.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aSessionWhoseNameIsANumberIsMeantWhileNoSessionHasThatId() {
        host.with(row(7, "4711", SessionState.ACTIVE, "carol", "CORP"));
        obeys(7);

        assertThat(run("logoff", "4711")).isZero();

        assertThat(host.actingCalls()).containsExactly("logoff 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff rdp-tcp#3", "tsdiscon RDP-Tcp#3", "msg RDP-Tcp#3 hello"})
    void twoActiveSessionsOfOneNameAreRefused(String line) {
        host.with(row(7, "RDP-Tcp#3", SessionState.ACTIVE, "carol", "CORP"));

        assertThat(run(line.split(" "))).isEqualTo(1);

        assertThat(err().get(0)).contains("CORP\\alice", "CORP\\carol", " 3 ", " 7 ");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aWordOfAFileIsRefusedAndTheOthersAreServed(@TempDir Path folder) throws Exception {
        host.with(USER_FOUR);
        Path file = Files.writeString(folder.resolve("who.txt"), "4\nalice\n");

        assertThat(run("msg", "@" + file, "hello")).isEqualTo(1);

        assertThat(err()).singleElement().asString().startsWith("Line 1 of " + file + ": \"4\" can mean ");
        assertThat(host.actingCalls()).containsExactly("sendMessage 3");
    }
}
