package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts towards the limits, and what does not. */
class LimitedLogoffsTest {

    private static final SessionRow BOB = Samples.disconnected(5, "bob");

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void perMinute(int logoffs) {
        limits(new RateLimits(logoffs, 0, 0, 0, 0));
    }

    private void limits(RateLimits limits) {
        fixture.rules.set(new ActingRules(true, false, false, Controls.OPEN.guard(), limits));
    }

    private Outcome logoffBob() {
        return fixture.service.logoff(Samples.session(BOB), false).outcome();
    }

    /** Uses up the only logoff that is left. */
    private void useUp() {
        fixture.host.with(BOB);
        perMinute(1);
        assertThat(logoffBob()).isEqualTo(Outcome.ACCEPTED);
        fixture.host.end(5);
    }

    @ParameterizedTest
    @EnumSource(value = ActingWays.class, names = "WARN", mode = EnumSource.Mode.EXCLUDE)
    void overTheLimitNoUserIsLoggedOff(ActingWays way) {
        fixture.host.with(Samples.disconnected(3, "alice"));

        LogoffAnswer answer = way.end(fixture, this::useUp);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
        assertThat(answer.message()).startsWith("limit.logoffsPerMinute in logoffd.properties allows");
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
        assertThat(fixture.service.counters().refused()).isEqualTo(1);
        assertThat(fixture.happenings).contains("REFUSED 3");
        assertThat(fixture.trail.lines().get(fixture.trail.lines().size() - 1).answer())
                .hasValue(answer);
    }

    @Test
    void onlyWhatWindowsIsAskedForCounts() {
        fixture.host.with(BOB);
        perMinute(1);

        fixture.service.logoff(Samples.session(Samples.CONSOLE), false);
        fixture.service.logoffSession("99", false);
        fixture.control.automation().requestLogoff("3", "bob", "", 0, "", "", false);
        fixture.control.automation().requestLogoff("3", "", "", 0, "", "", true);
        fixture.control.disconnects().disconnect(alice(), false);
        fixture.control.messages().send(alice(), "", "Hello");

        assertThat(logoffBob()).isEqualTo(Outcome.ACCEPTED);
        assertThat(logoffBob()).as("Windows has it already").isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
    }

    @Test
    void warningIsNotEndingAndTheEndCountsForWhoAsked() throws Exception {
        perMinute(1);

        assertThat(fixture.control
                        .countdowns()
                        .warnAndLogoff(alice(), "Bye.", 60)
                        .outcome())
                .isEqualTo(Outcome.WARNED);
        fixture.elsewhere(() -> {
                    run(fixture);
                    return true;
                })
                .join();

        assertThat(fixture.host.actingCalls()).contains("logoff 3");
        fixture.host.with(BOB);
        assertThat(logoffBob()).isEqualTo(Outcome.REFUSED_LIMIT);
    }

    private static void run(ControlFixture fixture) {
        try {
            fixture.timer.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBulkRequestIsRefusedAsAWhole() {
        fixture.host.with(BOB).with(Samples.active(7, "carol"));
        perMinute(2);

        List<LogoffAnswer> answers = fixture.control.bulk().logoffAll(10, false);

        assertThat(answers).hasSize(3).allMatch(answer -> answer.outcome() == Outcome.REFUSED_LIMIT);
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.service.counters().refused()).isEqualTo(3);
        perMinute(3);
        assertThat(fixture.control.bulk().logoffAll(10, false))
                .allMatch(answer -> answer.outcome() == Outcome.ACCEPTED);
    }

    @Test
    void aBulkRequestCountsOnlyWhoMayBeEnded() {
        fixture.host.with(BOB);
        fixture.rules.set(new ActingRules(
                true,
                false,
                false,
                new GuardRules(List.of(new NamePattern("alice")), List.of(), Set.of(), false, false),
                new RateLimits(1, 0, 0, 0, 0)));

        assertThat(fixture.control.bulk().logoffAll(10, false))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.REFUSED_PROTECTED, Outcome.ACCEPTED);
    }

    @Test
    void whatABulkRequestDidNotUseIsGivenBack() {
        perMinute(1);
        fixture.trail.refuse();

        assertThat(fixture.control.bulk().logoffAll(10, false))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.FAILED);
        assertThat(fixture.host.actingCalls()).isEmpty();
        fixture.host.during("detail 3", () -> fixture.host.during("detail 3", () -> fixture.host.end(3)));
        fixture.trail.accept();
        assertThat(fixture.control.bulk().logoffAll(10, false))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.GONE);
        fixture.host.with(BOB);
        assertThat(logoffBob()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aBulkDryRunHearsOfTheLimitToo() {
        fixture.host.with(BOB);
        fixture.rules.set(new ActingRules(true, true, false, Controls.OPEN.guard(), new RateLimits(1, 0, 0, 0, 0)));

        assertThat(fixture.control.bulk().logoffAll(10, false))
                .hasSize(2)
                .allMatch(answer -> answer.outcome() == Outcome.REFUSED_LIMIT)
                .allMatch(LogoffAnswer::dryRun);
    }

    @Test
    void theShareIsOfTheUsersInTheNewestSnapshot() {
        fixture.host.with(BOB).with(Samples.active(7, "carol"));
        limits(new RateLimits(0, 0, 0, 0, 50));
        fixture.control.observe(List.of(alice(), Samples.session(BOB), Samples.session(Samples.LISTENER)));

        assertThat(logoffBob()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.service.logoff(alice(), false).message())
                .contains("50 percent of the 2 users of HOST1, which is 1;");
        fixture.nanoTime.advance(Duration.ofHours(1));
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void askingAgainForAStuckLogoffCounts() {
        perMinute(1);
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        fixture.passDeadline();

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        fixture.host.with(BOB);
        assertThat(logoffBob()).isEqualTo(Outcome.REFUSED_LIMIT);
    }
}
