package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that depend on how long a session has been unused act only on a time that is certain. */
class UnusedTimeTest {

    private static final SessionRow BOB = Samples.disconnected(5, "bob");
    private static final long FOUR_HOURS = 14_400;

    private final ControlFixture fixture = new ControlFixture();
    private final HostMonitor monitor = new HostMonitor(
            Samples.HOST, fixture.host, new CallerRuns(), () -> ControlFixture.AUDIT_TIME, fixture.nanoTime);
    private Instant clock = Samples.NOW;
    private Optional<Instant> left = Optional.of(Samples.NOW);

    @BeforeEach
    void watch() {
        fixture.ages.set(monitor.ages());
        show(Samples.active(5, "bob"), Optional.empty());
        monitor.refresh();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void show(SessionRow row, Optional<Instant> disconnect) {
        fixture.host.with(row, detail(row, disconnect));
        for (SessionRow other : List.of(Samples.SERVICES, Samples.CONSOLE, ControlFixture.ALICE)) {
            fixture.host.with(other, detail(other, Optional.empty()));
        }
    }

    private SessionDetail detail(SessionRow row, Optional<Instant> disconnect) {
        SessionDetail sample = Samples.detail(row);
        SessionTimes times = new SessionTimes(
                sample.times().logon(),
                sample.times().connect(),
                disconnect,
                sample.times().lastInput(),
                Optional.of(clock));
        return new SessionDetail(
                sample.id(),
                sample.stateCode(),
                sample.lock(),
                sample.name(),
                sample.user(),
                sample.domain(),
                times,
                sample.traffic());
    }

    private void pass(Duration time) {
        fixture.nanoTime.advance(time);
        clock = clock.plus(time);
    }

    private void leave() {
        left = Optional.of(clock);
        show(BOB, left);
    }

    private void setForward(Duration by) {
        clock = clock.plus(by);
        show(BOB, left);
    }

    private List<LogoffAnswer> bulk(int atMost) {
        return fixture.control.bulk().logoffDisconnected(FOUR_HOURS, atMost, false);
    }

    private LogoffAnswer request() {
        return fixture.control.automation().requestLogoff("5", "bob", "", FOUR_HOURS, "", "", false);
    }

    private void assertRefusedForTheClock() {
        for (LogoffAnswer answer : List.of(request(), bulk(20).get(0))) {
            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
            assertThat(answer.message()).contains("The clock of the host was set");
        }
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines()).extracting(AuditRecord::rule).contains(BuiltInRule.CLOCK_SET.text());
    }

    @Test
    void aClockThatIsSetForwardEndsNoSessionWhoLeftAMomentAgo() {
        pass(Duration.ofSeconds(5));
        leave();
        monitor.refresh();
        pass(Duration.ofSeconds(5));

        setForward(Duration.ofHours(5));

        assertRefusedForTheClock();
        monitor.refresh();
        assertRefusedForTheClock();
    }

    @Test
    void aClockThatIsSetForwardEndsNoSessionWhoLeftSinceTheNewestRefresh() {
        pass(Duration.ofSeconds(5));
        leave();
        setForward(Duration.ofHours(5));

        assertRefusedForTheClock();
    }

    @Test
    void whatWasObservedForSoLongCountsAgain() {
        pass(Duration.ofSeconds(5));
        leave();
        monitor.refresh();
        pass(Duration.ofSeconds(5));
        setForward(Duration.ofHours(5));
        monitor.refresh();
        assertRefusedForTheClock();

        pass(Duration.ofHours(4).plusSeconds(1));
        show(BOB, left);
        monitor.refresh();

        assertThat(bulk(1)).extracting(LogoffAnswer::outcome).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void whoLeavesAfterTheJumpIsJudgedByWindowsAgain() {
        setForward(Duration.ofHours(5));
        show(Samples.active(5, "bob"), Optional.empty());
        monitor.refresh();
        leave();
        monitor.refresh();

        assertThat(bulk(20)).isEmpty();
        pass(Duration.ofHours(4).plusSeconds(1));
        show(BOB, left);
        assertThat(bulk(20)).extracting(LogoffAnswer::outcome).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void aClockThatIsSetBackIsReportedToo() {
        left = Optional.of(clock.minusSeconds(5400));
        show(BOB, left);
        HostMonitor later = new HostMonitor(
                Samples.HOST, fixture.host, new CallerRuns(), () -> ControlFixture.AUDIT_TIME, fixture.nanoTime);
        later.refresh();
        fixture.ages.set(later.ages());
        pass(Duration.ofMinutes(10));
        setForward(Duration.ofHours(-1));

        LogoffAnswer answer = fixture.control.automation().requestLogoff("5", "", "", 3600, "", "", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message())
                .isEqualTo(
                        "The clock of the host was set back by about 3600 seconds, or the machine slept, so the times"
                                + " that Windows reports are not trusted. This service has observed the session"
                                + " disconnected for 600 seconds; required: 3600.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aDisconnectWithoutATimeMatchesWhenItWasObservedForSoLong() {
        show(BOB, Optional.empty());
        monitor.refresh();
        assertThat(bulk(20)).isEmpty();
        assertThat(request().message())
                .isEqualTo("The session has been disconnected for 0 seconds. Required: 14400 seconds.");

        pass(Duration.ofSeconds(FOUR_HOURS));
        show(BOB, Optional.empty());

        assertThat(bulk(20)).extracting(LogoffAnswer::outcome).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void whereNothingIsKnownTheAnswerSaysSoAndDoesNotCount() {
        fixture.ages.set(AgeSource.WINDOWS);
        show(BOB, Optional.empty());
        SessionRow carol = Samples.disconnected(6, "carol");
        fixture.host.with(carol, detail(carol, Optional.of(clock.minusSeconds(7000))));

        List<LogoffAnswer> answers = fixture.control.bulk().logoffDisconnected(3600, 1, false);

        assertThat(answers)
                .extracting(LogoffAnswer::id, LogoffAnswer::outcome)
                .containsExactly(tuple(5L, Outcome.REFUSED_STATE), tuple(6L, Outcome.ACCEPTED));
        assertThat(answers.get(0).message())
                .isEqualTo(
                        "How long the session has been disconnected is not known: Windows does not report it, and this"
                                + " service has not observed it.");
        assertThat(request().outcome()).isEqualTo(Outcome.REFUSED_STATE);
    }
}
