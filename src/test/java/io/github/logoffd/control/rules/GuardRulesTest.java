package io.github.logoffd.control.rules;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.ActingWays;
import io.github.logoffd.control.ControlFixture;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on every way to end a session, and that no rule holds back anything else. */
class GuardRulesTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static GuardRules accounts(String pattern) {
        return new GuardRules(List.of(new NamePattern(pattern)), List.of(), Set.of(), false, false);
    }

    private static GuardRules sessions(String pattern) {
        return new GuardRules(List.of(), List.of(new NamePattern(pattern)), Set.of(), false, false);
    }

    private static GuardRules only(SessionState state) {
        return new GuardRules(List.of(), List.of(), Set.of(state), false, false);
    }

    private static GuardRules spare(boolean active, boolean locked) {
        return new GuardRules(List.of(), List.of(), Set.of(), active, locked);
    }

    private void rule(GuardRules guard) {
        fixture.rules.set(ActingWays.with(guard));
    }

    static Stream<Arguments> rulesOnEveryWay() {
        List<Arguments> rules = List.of(
                Arguments.of(accounts("ALI*"), Outcome.REFUSED_PROTECTED, "\"ALI*\" in guard.protectedAccounts"),
                Arguments.of(accounts("corp\\alice"), Outcome.REFUSED_PROTECTED, "guard.protectedAccounts"),
                Arguments.of(sessions("3"), Outcome.REFUSED_PROTECTED, "\"3\" in guard.protectedSessions"),
                Arguments.of(only(SessionState.ACTIVE), Outcome.REFUSED_STATE, "guard.onlyStates"));
        return rules.stream()
                .flatMap(rule -> Stream.of(ActingWays.values())
                        .map(way -> Arguments.of(way, rule.get()[0], rule.get()[1], rule.get()[2])));
    }

    @ParameterizedTest
    @MethodSource("rulesOnEveryWay")
    void aRuleHoldsOnEveryWay(ActingWays way, GuardRules guard, Outcome outcome, String key) {
        fixture.host.with(Samples.disconnected(3, "alice"));

        LogoffAnswer answer = way.end(fixture, () -> rule(guard));

        assertRefused(answer, outcome, key);
        assertThat(fixture.service.counters().refused()).isEqualTo(1);
        assertThat(fixture.service.refusal(Samples.session(Samples.disconnected(3, "alice"))))
                .as("the snapshot tells the same")
                .isEqualTo(answer.message());
    }

    private void assertRefused(LogoffAnswer answer, Outcome outcome, String key) {
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.id()).isEqualTo(3);
        assertThat(answer.message()).contains(key).contains("logoffd.properties");
        assertThat(key)
                .endsWith(fixture.trail
                        .lines()
                        .get(fixture.trail.lines().size() - 1)
                        .rule());
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
    }

    @ParameterizedTest
    @EnumSource(value = ActingWays.class, names = "LOGOFF_DISCONNECTED", mode = EnumSource.Mode.EXCLUDE)
    void whoIsAtWorkIsSpared(ActingWays way) {
        assertRefused(way.end(fixture, () -> rule(spare(true, false))), Outcome.REFUSED_STATE, "guard.spareActive");
    }

    @ParameterizedTest
    @EnumSource(value = ActingWays.class, names = "LOGOFF_DISCONNECTED", mode = EnumSource.Mode.EXCLUDE)
    void aLockedDesktopIsSpared(ActingWays way) {
        fixture.host.with(ControlFixture.ALICE, Samples.detail(ControlFixture.ALICE, LockState.LOCKED));

        assertRefused(way.end(fixture, () -> rule(spare(false, true))), Outcome.REFUSED_STATE, "guard.spareLocked");
    }

    @ParameterizedTest
    @EnumSource(ActingWays.class)
    void theSessionOfTheServiceItselfIsNeverEnded(ActingWays way) {
        try (ControlFixture own = new ControlFixture(100, 16, OptionalLong.of(3))) {
            own.host.with(Samples.disconnected(3, "alice"));

            LogoffAnswer answer =
                    way == ActingWays.COUNTDOWN_END ? ActingWays.WARN.end(own, () -> {}) : way.end(own, () -> {});

            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
            assertThat(answer.message()).startsWith("The service itself runs in session 3,");
            assertThat(own.host.actingCalls()).isEmpty();
        }
    }

    @Test
    void aSessionInAVirtualMachineIsNotThatOfTheService() {
        try (ControlFixture own = new ControlFixture(100, 16, OptionalLong.of(3))) {
            SessionRow guest = Samples.guest(1003, 3, "bob", "VM1");
            own.host.with(guest);

            assertThat(own.service.logoff(Samples.session(guest), false).outcome())
                    .isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void namingTheStateIsInsisting() {
        rule(spare(true, true));
        fixture.host.with(ControlFixture.ALICE, Samples.detail(ControlFixture.ALICE, LockState.LOCKED));

        assertThat(request("ACTIVE").outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void namingTheStateHelpsAgainstNoOtherRule() {
        for (GuardRules guard : List.of(accounts("alice"), sessions("3"), only(SessionState.DISCONNECTED))) {
            rule(guard);
            assertThat(request("ACTIVE").outcome().isRefusal()).isTrue();
        }
        rule(spare(true, false));
        assertThat(request("DISCONNECTED").outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    private LogoffAnswer request(String states) {
        return fixture.control.automation().requestLogoff("3", "", states, 0, "", "", false);
    }

    @Test
    void aLockThatIsNotKnownCountsAsLocked() {
        rule(spare(false, true));
        assertThat(fixture.service.refusal(alice())).isEmpty();

        fixture.host.with(ControlFixture.ALICE, Samples.detail(ControlFixture.ALICE, LockState.UNKNOWN));
        assertThat(fixture.service.logoff(alice(), false).message()).startsWith("The desktop is UNKNOWN");
    }

    @Test
    void ofADisconnectedSessionTheLockSaysNothing() {
        rule(spare(true, true));
        SessionRow gone = Samples.disconnected(3, "alice");
        fixture.host.with(gone, Samples.detail(gone, LockState.LOCKED));

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theStationNameIsThatOfTheFreshRead() {
        rule(sessions("rdp-tcp#3*"));
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);

        fixture.host.with(Samples.disconnected(3, "alice"));
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aLongNameIsMatchedAsAWhole() {
        rule(accounts("maximiliana.von-hohenfels"));
        SessionRow row = Samples.active(4, "maximiliana.von-hohenfels");
        SessionDetail cut = Samples.detail(Samples.active(4, "maximiliana.von-hohe"));
        fixture.host.with(row, cut);

        assertThat(fixture.service.logoff(Samples.session(row, cut), false).outcome())
                .isEqualTo(Outcome.REFUSED_PROTECTED);
    }

    @Test
    void theRulesAreAboutEndingSessionsOnly() {
        rule(accounts("alice"));

        assertThat(fixture.control.messages().send(alice(), "", "Hello").outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.control.disconnects().disconnect(alice(), false).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }
}
