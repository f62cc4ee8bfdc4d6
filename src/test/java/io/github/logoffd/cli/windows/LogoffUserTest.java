package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code logoff --user}: whose sessions it ends, and when it ends none. */
class LogoffUserTest extends CommandFixture {

    private final ScriptedHost other = new ScriptedHost("RDS02");

    @ParameterizedTest
    @ValueSource(strings = {"bob", "BOB", "corp\\Bob"})
    void theOnlySessionOfAUserIsLoggedOff(String name) {
        obeys(4);

        assertThat(run("logoff", "--user", name, "/v")).isZero();

        assertThat(host.actingCalls()).containsExactly("logoff 4");
        assertThat(out())
                .containsExactly(
                        "Logging off session ID 4 on HOST1", "HOST1: CORP\\bob was logged off from session 4.");
        assertThat(audit.lines())
                .extracting(line -> line.intent().arguments())
                .allSatisfy(arguments -> assertThat(arguments).startsWith("session=HOST1:4:2026-"));
    }

    @Test
    void aUserWithoutASessionIsReported() {
        assertThat(run("logoff", "--user", "bobby")).isEqualTo(1);

        assertThat(err()).containsExactly("No User exists for bobby");
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void severalSessionsAreLoggedOffWhenAsManyAreAllowed() {
        others.add(other.with(Samples.active(3, "bob")));
        obeys(4);
        other.during("logoff 3", () -> other.end(3));

        assertThat(run("logoff", "--user", "bob", "--at-most", "2", "/JSON")).isZero();

        assertThat(host.actingCalls()).containsExactly("logoff 4");
        assertThat(other.actingCalls()).containsExactly("logoff 3");
        assertThat(out()).singleElement().asString().matches("\\[\\{.*HOST1:4:.*},\\{.*RDS02:3:.*}]");
    }

    @Test
    void moreSessionsThanAllowedAreListedAndNoneIsLoggedOff() {
        host.with(Samples.active(7, "bob"));

        assertThat(run("logoff", "--user", "bob")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "bob has 2 sessions, more than --at-most 1, so none was logged off. Give --at-most 2, or one of"
                                + " these by its id and /SERVER:",
                        "HOST  USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
                        "HOST1 bob                                       4  Disc           10  3/2/2026 9:00 AM",
                        "HOST1 bob                   RDP-Tcp#7           7  Active          1  3/2/2026 9:00 AM");
        assertThat(host.actingCalls()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void aNameOfTwoDomainsMeansNeitherHoweverManyAreAllowed() {
        others.add(other.with(new SessionRow(8, 8, "RDP-Tcp#8", SessionState.ACTIVE.code(), "bob", "LAB", "", "")));

        assertThat(run("logoff", "--user", "bob", "--at-most", "9")).isEqualTo(1);

        assertThat(err().get(0))
                .isEqualTo(
                        "\"bob\" can mean CORP\\bob and LAB\\bob, so no session was logged off. Give --user with one of"
                                + " them:");
        assertThat(host.actingCalls()).isEmpty();
        assertThat(other.actingCalls()).isEmpty();

        other.during("logoff 8", () -> other.end(8));
        assertThat(run("logoff", "--user", "LAB\\bob")).isZero();
        assertThat(other.actingCalls()).containsExactly("logoff 8");
    }

    @Test
    void aSessionWhoseLogonIsUnknownIsNotLoggedOff() {
        host.with(BOB, Samples.withoutTimes(Samples.detail(BOB)));

        assertThat(run("logoff", "--user", "bob")).isEqualTo(1);

        assertThat(err().get(0)).startsWith("The logon time of a session is unknown");
        assertThat(host.actingCalls()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void aLaterLogonOfTheUserUnderTheSameIdIsLeftAlone() {
        SessionRow next = Samples.active(4, "bob");
        host.onceDuring(
                "sessions",
                () -> host.during(
                        "sessions", () -> host.with(next, Samples.detail(next, Samples.LOGON.plusSeconds(60)))));

        assertThat(run("logoff", "--user", "bob", "/JSON")).isZero();

        assertThat(out()).singleElement().asString().contains("\"Outcome\":\"GONE\"");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void whatIsRefusedIsReportedWithItsHostAndTheOthersAreLoggedOff() {
        others.add(other.with(Samples.active(3, "admin")));
        other.during("logoff 3", () -> other.end(3));

        assertThat(run("logoff", "--user", "admin", "--at-most=2")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "HOST1: Could not logoff session ID 1 from session Console, Error code 5",
                        "Error [5]: Access is denied.");
        assertThat(other.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void whatIfChangesNothing() {
        assertThat(run("logoff", "--user", "bob", "/WHATIF")).isZero();

        assertThat(out()).containsExactly("HOST1: CORP\\bob would be logged off from session 4; nothing was done.");
        assertThat(host.actingCalls()).isEmpty();
    }
}
