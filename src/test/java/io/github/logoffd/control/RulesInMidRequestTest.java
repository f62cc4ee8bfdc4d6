package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that change while a request is under way: those in force right before each call count. */
class RulesInMidRequestTest {

    private static final RateLimits UNLIMITED = Controls.OPEN.limits();
    private static final SessionRow EVE = Samples.active(9, "eve");

    /** With one worker the sessions of a bulk request are asked for in the order of their ids. */
    private final ControlFixture fixture = new ControlFixture(100, 1);

    private final BulkService bulk = fixture.control.bulk();

    /** Beside alice in session 3. */
    @BeforeEach
    void addSessions() {
        LongStream.rangeClosed(4, 7).forEach(id -> fixture.host.with(Samples.disconnected(id, "user" + id)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void rules(boolean enabled, boolean dryRun, RateLimits limits) {
        fixture.rules.set(new ActingRules(enabled, dryRun, false, Controls.OPEN.guard(), limits));
    }

    private void perMinute(int logoffs) {
        rules(true, false, new RateLimits(logoffs, 0, 0, 0, 0));
    }

    private void dryRun() {
        rules(true, true, UNLIMITED);
    }

    private void disabled() {
        rules(false, false, UNLIMITED);
    }

    private static void assertOutcomes(List<LogoffAnswer> answers, Outcome... expected) {
        assertThat(answers).extracting(LogoffAnswer::outcome).containsExactly(expected);
    }

    /** The rule of the last answer in the audit trail. */
    private String lastRule() {
        return fixture.trail.lines().get(fixture.trail.lines().size() - 1).rule();
    }

    @Test
    void aDryRunThatIsSwitchedOnInMidBulkHoldsTheRestBack() {
        fixture.host.during("logoff 4", this::dryRun);

        List<LogoffAnswer> answers = bulk.logoffAll(5, false);

        assertOutcomes(
                answers,
                Outcome.ACCEPTED,
                Outcome.ACCEPTED,
                Outcome.REFUSED_DISABLED,
                Outcome.REFUSED_DISABLED,
                Outcome.REFUSED_DISABLED);
        assertThat(answers.get(2).message())
                .isEqualTo("acting.dryRun was enabled in logoffd.properties in the meantime; nothing was done.");
        assertThat(lastRule()).isEqualTo("acting.dryRun");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 4");
    }

    @Test
    void aLimitThatIsSetInMidBulkHoldsTheRestBack() {
        fixture.host.during("logoff 4", () -> perMinute(3));

        List<LogoffAnswer> answers = bulk.logoffAll(5, false);

        assertOutcomes(
                answers,
                Outcome.ACCEPTED,
                Outcome.ACCEPTED,
                Outcome.ACCEPTED,
                Outcome.REFUSED_LIMIT,
                Outcome.REFUSED_LIMIT);
        assertThat(answers.get(3).message())
                .isEqualTo("limit.logoffsPerMinute in logoffd.properties allows one user or address 3 logoffs in a"
                        + " minute; there were 3, so 1 more would be too many and nothing was done.");
        assertThat(lastRule()).isEqualTo("limit.logoffsPerMinute");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 4", "logoff 5");
    }

    @Test
    void aLimitThatIsLoweredBelowWhatWasDoneHoldsAllTheRestBack() {
        perMinute(100);
        fixture.host.during("logoff 4", () -> perMinute(1));

        assertOutcomes(
                bulk.logoffDisconnected(0, 5, false),
                Outcome.ACCEPTED,
                Outcome.REFUSED_LIMIT,
                Outcome.REFUSED_LIMIT,
                Outcome.REFUSED_LIMIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = ActingWays.class,
            names = {"LOGOFF_DISCONNECTED", "LOGOFF_ALL"})
    void everyLimitCountsAsItIsNow(ActingWays way) {
        for (RateLimits limits : List.of(
                new RateLimits(1, 0, 0, 0, 0),
                new RateLimits(0, 1, 0, 0, 0),
                new RateLimits(0, 0, 1, 0, 0),
                new RateLimits(0, 0, 0, 1, 0),
                new RateLimits(0, 0, 0, 0, 1))) {
            try (ControlFixture one = new ControlFixture(100, 1)) {
                one.host.with(Samples.disconnected(3, "alice")).with(Samples.disconnected(4, "bob"));
                one.host.during(
                        "logoff 3",
                        () -> one.rules.set(new ActingRules(true, false, false, Controls.OPEN.guard(), limits)));
                List<LogoffAnswer> answers = way == ActingWays.LOGOFF_ALL
                        ? one.control.bulk().logoffAll(5, false)
                        : one.control.bulk().logoffDisconnected(0, 5, false);

                assertOutcomes(answers, Outcome.ACCEPTED, Outcome.REFUSED_LIMIT);
                assertThat(one.host.actingCalls()).containsExactly("logoff 3");
            }
        }
    }

    @Test
    void noOtherRequestUsesTheReservationOfABulkRequestInProgress() {
        fixture.host.with(EVE);
        // The caller inside is another one, so only the limit of all together can hold it back.
        rules(true, false, new RateLimits(0, 0, 4, 0, 0));
        fixture.host.during("logoff 4", () -> {
            LogoffAnswer answer = fixture.service.logoff(Samples.session(EVE), false);
            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
        });

        assertOutcomes(
                bulk.logoffDisconnected(0, 5, false),
                Outcome.ACCEPTED,
                Outcome.ACCEPTED,
                Outcome.ACCEPTED,
                Outcome.ACCEPTED);
    }

    @Test
    void aLogoffOfABulkRequestCountsWhenWindowsIsAskedForIt() {
        fixture.host.with(EVE);
        rules(true, false, new RateLimits(0, 0, 4, 0, 0));
        fixture.host.during("logoff 5", () -> fixture.nanoTime.advance(Duration.ofMinutes(2)));
        bulk.logoffDisconnected(0, 5, false);

        // Two of the four were asked for before the two minutes, two after.
        assertThat(fixture.service.logoff(Samples.session(EVE), false).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        fixture.host.with(Samples.active(10, "frank"));
        assertThat(fixture.service
                        .logoff(Samples.session(Samples.active(10, "frank")), false)
                        .outcome())
                .isEqualTo(Outcome.REFUSED_LIMIT);
    }

    @ParameterizedTest
    @EnumSource(ActingWays.class)
    void aDryRunThatIsSwitchedOnDuringTheLastReadEndsNoSession(ActingWays way) {
        onlyAlice();
        LogoffAnswer answer = way.end(fixture, () -> fixture.host.during("detail 3", this::dryRun));

        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
        assertThat(answer.outcome() == Outcome.REFUSED_DISABLED || answer.dryRun())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(ActingWays.class)
    void actingThatIsSwitchedOffDuringTheLastReadEndsNoSession(ActingWays way) {
        onlyAlice();
        LogoffAnswer answer = way.end(fixture, () -> fixture.host.during("detail 3", this::disabled));

        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
    }

    private void onlyAlice() {
        LongStream.rangeClosed(4, 7).forEach(fixture.host::end);
        fixture.host.with(Samples.disconnected(3, "alice"));
    }

    @Test
    void aDryRunThatIsSwitchedOnDuringTheLastReadShowsAndDisconnectsNothing() {
        assertNothingIsDoneAfter(this::dryRun, "acting.dryRun");
    }

    @Test
    void actingThatIsSwitchedOffDuringTheLastReadShowsAndDisconnectsNothing() {
        assertNothingIsDoneAfter(this::disabled, "acting.enabled");
    }

    private void assertNothingIsDoneAfter(Runnable change, String rule) {
        fixture.host.during("detail 3", change);
        List<Runnable> ways = List.of(
                () -> fixture.control.disconnects().disconnect(alice(), true),
                () -> fixture.control.messages().send(alice(), "", "Hello"),
                () -> fixture.control.messages().show(alice(), "", "Hello", 10, true),
                () -> fixture.control.messages().ask(alice(), "", "Hello?", "OK", 10),
                () -> fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60));
        for (Runnable way : ways) {
            rules(true, false, UNLIMITED);
            way.run();
            assertThat(fixture.host.actingCalls()).isEmpty();
            assertThat(lastRule()).isEqualTo(rule);
        }
        assertThat(fixture.timer.waiting()).isZero();
    }

    @Test
    void aDryRunThatIsSwitchedOnWhileMessagesAreShownHoldsTheRestBack() {
        fixture.host.during("sendMessage 3", this::dryRun);

        List<LogoffAnswer> answers = bulk.sendMessageToAll("", "Hello");

        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 1", "sendMessage 3");
        assertThat(answers.subList(2, 6)).allMatch(answer -> answer.outcome() == Outcome.REFUSED_DISABLED);
    }

    @Test
    void requestingAStuckLogoffAgainIsLimitedToo() {
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        fixture.host.during("detail 3", this::dryRun);

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }
}
