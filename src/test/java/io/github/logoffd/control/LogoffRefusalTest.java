package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is turned down, and that Windows is then not asked to act. */
class LogoffRefusalTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theConsoleIsRefusedWithTheCodeThatWindowsGives() {
        LogoffAnswer answer = refused(Samples.session(Samples.CONSOLE));

        assertThat(answer.code()).isEqualTo(5);
        assertThat(answer.message())
                .isEqualTo("Error [5]: Access is denied. The console session cannot be logged off.");
        assertThat(answer.account()).isEqualTo("CORP\\admin");
    }

    @Test
    void theConsoleWithoutAUserIsRefusedTheSameWay() {
        SessionRow row = new SessionRow(1, 1, "Console", SessionState.CONNECTED.code(), "", "", "", "");

        assertThat(refused(Samples.session(row)).code()).isEqualTo(5);
    }

    @Test
    void theServicesAreRefused() {
        LogoffAnswer answer = refused(Samples.session(Samples.SERVICES));

        assertThat(answer.code()).isZero();
        assertThat(answer.message()).contains("services");
    }

    @Test
    void aListenerIsRefused() {
        assertThat(refused(Samples.session(Samples.LISTENER)).message()).contains("listener");
    }

    @Test
    void aSessionWithoutAUserIsRefused() {
        SessionRow row = Samples.nobody(4);
        fixture.host.with(row);

        assertThat(refused(Samples.session(row)).message()).contains("No user is logged on");
    }

    @Test
    void aLogonOfUnknownTimeIsRefused() {
        SessionRow row = Samples.active(4, "bob");
        fixture.host.with(row, Samples.withoutTimes(Samples.detail(row)));

        Session bob = Samples.session(row, Samples.withoutTimes(Samples.detail(row)));

        assertThat(refused(bob).message()).contains("logon time").contains("unknown");
        assertThat(fixture.service.refusal(bob)).contains("logon time");
    }

    @Test
    void aSessionThatMovedToTheConsoleMeanwhileIsRefused() {
        SessionRow atConsole = new SessionRow(3, 3, "Console", SessionState.ACTIVE.code(), "alice", "CORP", "", "");
        fixture.host.with(atConsole, Samples.detail(atConsole));

        assertThat(refused(alice()).code()).isEqualTo(5);
        assertThat(fixture.service.pendingCount()).isZero();
    }

    @Test
    void aStateThatOnlyANewerWindowsHasIsRefusedForEveryCaller() {
        SessionRow row = new SessionRow(3, 3, "RDP-Tcp#3", 42, "alice", "CORP", "", "");
        fixture.host.with(row);
        Session strange = Samples.session(row);

        assertThat(fixture.service.refusal(strange)).startsWith("The session is in the state 42");
        for (LogoffAnswer answer : List.of(
                fixture.service.logoff(strange, false),
                fixture.service.logoff(strange, true),
                fixture.service.logoffSession("3", false),
                fixture.control.automation().logoff("3", "alice", false, true),
                fixture.control.automation().logoff("3", "alice", true, true),
                fixture.control.countdowns().warnAndLogoff(strange, "Please save.", 60),
                fixture.control.bulk().logoffAll(5, false).get(0))) {
            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        }
        assertThat(fixture.trail.lines().get(fixture.trail.lines().size() - 1).rule())
                .isEqualTo("unknownState");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aSessionThatCouldNotBeQueriedIsNotSaidToBeInAnUnknownState() {
        Session listedOnly =
                new Session(alice().host(), alice().row(), alice().detail().identityOnly());

        assertThat(fixture.service.refusal(listedOnly))
                .isEqualTo("The latest query about the session failed, so its state is unknown. LastError of the host"
                        + " has the reason.");
    }

    @Test
    void aSessionThatComesIntoAnUnknownStateBeforeTheCallIsRefused() {
        fixture.host.during(
                "detail 3", () -> fixture.host.with(new SessionRow(3, 3, "RDP-Tcp#3", 42, "alice", "CORP", "", "")));
        fixture.service.logoffSession("3", false);

        assertThat(fixture.service.logoffSession("3", false).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void theReasonIsKnownBeforehand() {
        assertThat(fixture.service.refusal(Samples.session(Samples.CONSOLE))).contains("console");
        assertThat(fixture.service.refusal(Samples.session(Samples.SERVICES))).contains("services");
        assertThat(fixture.service.refusal(alice())).isEmpty();
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void refusalsAreCounted() {
        fixture.service.logoff(Samples.session(Samples.CONSOLE), false);
        fixture.service.logoff(Samples.session(Samples.LISTENER), true);

        assertThat(fixture.service.counters().refused()).isEqualTo(2);
        assertThat(fixture.service.counters().failed()).isZero();
        assertThat(fixture.service.counters().done()).isZero();
    }

    private LogoffAnswer refused(Session target) {
        LogoffAnswer answer = fixture.service.logoff(target, false);
        assertThat(fixture.service.logoff(target, true).outcome()).isEqualTo(answer.outcome());
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.id()).isEqualTo(target.id());
        assertThat(answer.host()).isEqualTo(Samples.HOST);
        assertThat(answer.session()).isEqualTo(target.key());
        assertThat(fixture.host.actingCalls()).isEmpty();
        return answer;
    }
}
