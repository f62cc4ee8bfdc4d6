package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that Windows is ending and cannot. */
class DownSessionsTest {

    private static final SessionRow DOWN_ROW =
            new SessionRow(3, 3, "", SessionState.DOWN.code(), "alice", "CORP", "", "");
    private static final Session DOWN = Samples.session(DOWN_ROW);

    /** What remains of it when it has lost its user and its times. */
    private static final Session DOWN_AND_NOBODYS = Samples.session(
            new SessionRow(3, 3, "", SessionState.DOWN.code(), "", "", "", ""),
            new SessionDetail(
                    3, SessionState.DOWN.code(), LockState.UNKNOWN, "", "", "", SessionTimes.UNKNOWN, Traffic.UNKNOWN));

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void observe(Session... sessions) {
        fixture.control.observe(List.of(sessions));
    }

    private void staysDown(Session session) {
        observe(session);
        fixture.nanoTime.advance(DownSessions.LONGER_THAN_A_MOMENT);
        observe(session);
    }

    private void goesDown() {
        fixture.host.with(DOWN_ROW);
        staysDown(DOWN);
    }

    /** An end as it should be can look like this. */
    @Test
    void aMomentDownIsNoNews() {
        observe(alice());
        observe(DOWN);
        fixture.nanoTime.advance(DownSessions.LONGER_THAN_A_MOMENT.minusNanos(1));
        observe(DOWN);
        observe();

        assertThat(fixture.happenings).isEmpty();
    }

    @Test
    void aSessionThatIsDownIsStuckWhateverEndedIt() {
        assertThat(fixture.control.stateOf(DOWN)).isEqualTo(LogoffState.STUCK);
        assertThat(fixture.control.stateOf(DOWN_AND_NOBODYS)).isEqualTo(LogoffState.STUCK);

        fixture.service.logoff(alice(), false);
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
        assertThat(fixture.control.stateOf(DOWN)).isEqualTo(LogoffState.STUCK);
    }

    @Test
    void aListenerThatIsDownIsSwitchedOffAndNotStuck() {
        Session listener =
                Samples.session(new SessionRow(65536, 65536, "RDP-Tcp", SessionState.DOWN.code(), "", "", "", ""));
        staysDown(listener);

        assertThat(fixture.control.stateOf(listener)).isEqualTo(LogoffState.NONE);
        assertThat(fixture.happenings).isEmpty();
    }

    @Test
    void aSessionThatGoesDownIsReportedOnce() {
        observe(alice());
        staysDown(DOWN);
        observe(DOWN);

        assertThat(fixture.answers)
                .containsExactly(new LogoffAnswer(
                        alice().key(),
                        "HOST1",
                        3,
                        "CORP\\alice",
                        Outcome.PENDING,
                        0,
                        "The session is down: Windows is ending it and has not finished.",
                        0,
                        "",
                        false));
        assertThat(fixture.happenings).containsExactly("STUCK 3");
        assertThat(fixture.trail.lines()).as("nobody asked").isEmpty();
    }

    @Test
    void whatWasDownBeforeTheServiceStartedIsReportedOnce() {
        staysDown(DOWN);
        observe(DOWN);

        assertThat(fixture.happenings).containsExactly("STUCK 3");
    }

    @Test
    void whatComesBackAndGoesDownAgainIsReportedAgain() {
        staysDown(DOWN);
        observe(alice());
        staysDown(DOWN);

        assertThat(fixture.happenings).containsExactly("STUCK 3", "STUCK 3");
    }

    @Test
    void anotherLogonUnderTheIdIsReportedToo() {
        staysDown(DOWN);
        staysDown(Samples.session(DOWN_ROW, Samples.detail(DOWN_ROW, Samples.LOGON.plusSeconds(1))));

        assertThat(fixture.happenings).containsExactly("STUCK 3", "STUCK 3");
    }

    @Test
    void anotherUserUnderTheIdIsReportedTooAlthoughTheLogonTimeIsMissing() {
        SessionRow row = new SessionRow(3, 3, "", SessionState.DOWN.code(), "bob", "CORP", "", "");
        staysDown(DOWN);
        staysDown(Samples.session(row, Samples.withoutTimes(Samples.detail(row))));

        assertThat(fixture.happenings).containsExactly("STUCK 3", "STUCK 3");
    }

    @Test
    void losingItsLogonTimeIsNoNews() {
        staysDown(DOWN);
        staysDown(Samples.session(DOWN_ROW, Samples.withoutTimes(Samples.detail(DOWN_ROW))));

        assertThat(fixture.happenings).containsExactly("STUCK 3");
    }

    @Test
    void aSessionThatHasLostItsUserIsReportedAsTheOneItWas() {
        observe(alice());
        staysDown(DOWN_AND_NOBODYS);
        observe(DOWN_AND_NOBODYS);

        assertThat(fixture.answers).singleElement().satisfies(answer -> {
            assertThat(answer.session()).isEqualTo(alice().key());
            assertThat(answer.account()).isEqualTo("CORP\\alice");
        });
    }

    @Test
    void losingItsUserLaterIsNoNews() {
        staysDown(DOWN);
        staysDown(DOWN_AND_NOBODYS);

        assertThat(fixture.happenings).containsExactly("STUCK 3");
    }

    @Test
    void whatWasToldAsOverdueIsNotToldAsDown() throws Exception {
        observe(alice());
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        fixture.verifier.runNext();
        goesDown();

        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "STUCK 3");
    }

    @Test
    void whatWasToldAsDownIsNotToldAsOverdueUnlessAskedForAgain() throws Exception {
        fixture.service.logoff(alice(), false);
        goesDown();
        fixture.passDeadline();
        fixture.verifier.runNext();
        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "STUCK 3");

        assertThat(fixture.service.logoff(DOWN, false).outcome()).isEqualTo(Outcome.ACCEPTED);
        fixture.passDeadline();
        fixture.verifier.runNext();

        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 3");
        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "STUCK 3", "REQUESTED 3", "STUCK 3");
    }

    @Test
    void whatIsDownCanBeAskedFor() {
        goesDown();

        assertThat(fixture.service.logoff(DOWN, false).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }
}
