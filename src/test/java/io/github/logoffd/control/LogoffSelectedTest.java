package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging off selected logons: each Key its own answer, or nothing at all. */
class LogoffSelectedTest {

    private static final SessionRow BOB = Samples.disconnected(5, "bob");
    private static final String ALICE_KEY = alice().key();
    private static final String BOB_KEY = new Session(Samples.HOST, BOB, Samples.detail(BOB)).key();

    private final ControlFixture fixture = new ControlFixture();

    @BeforeEach
    void addBob() {
        fixture.host.with(BOB);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<LogoffAnswer> select(int atMost, boolean dryRun, String... keys) {
        return fixture.control.bulk().logoffSelected(Arrays.asList(keys), atMost, "ticket 7", dryRun);
    }

    @Test
    void everySelectedLogonIsLoggedOffInTheOrderOfTheKeys() {
        List<LogoffAnswer> answers = select(2, false, BOB_KEY, ALICE_KEY);

        assertThat(answers).extracting(LogoffAnswer::session).containsExactly(BOB_KEY, ALICE_KEY);
        assertThat(answers).extracting(LogoffAnswer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder("logoff 5", "logoff 3");
        assertThat(fixture.trail.lines())
                .hasSize(4)
                .allMatch(line -> line.intent().operation().equals("logoffSelected"))
                .allMatch(line -> line.intent().caller().reason().equals("ticket 7"));
    }

    @Test
    void aKeyOfAnotherLogonIsGoneAndTheOthersAreLoggedOff() {
        SessionRow mallory = Samples.active(3, "mallory");
        fixture.host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(60)));

        List<LogoffAnswer> answers = select(2, false, ALICE_KEY, BOB_KEY);

        assertThat(answers).extracting(LogoffAnswer::outcome).containsExactly(Outcome.GONE, Outcome.ACCEPTED);
        assertThat(answers).extracting(LogoffAnswer::session).containsExactly(ALICE_KEY, BOB_KEY);
        assertThat(answers).extracting(LogoffAnswer::id).containsExactly(3L, 5L);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 5");
    }

    @Test
    void moreThanAtMostMeansNothingAtAll() {
        List<LogoffAnswer> answers = select(1, false, ALICE_KEY, BOB_KEY);

        assertThat(answers).extracting(LogoffAnswer::outcome).containsOnly(Outcome.REFUSED_LIMIT);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aDryRunIsThePreviewAndActsOnNothing() {
        List<LogoffAnswer> answers = select(2, true, ALICE_KEY, BOB_KEY);

        assertThat(answers)
                .hasSize(2)
                .allMatch(LogoffAnswer::dryRun)
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aProtectedSessionIsLeftOut() {
        String console = new Session(Samples.HOST, Samples.CONSOLE, Samples.detail(Samples.CONSOLE)).key();

        assertThat(select(2, false, console, BOB_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.REFUSED_PROTECTED, Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 5");
    }

    @Test
    void aHostThatCannotBeReadIsOneAnswer() {
        fixture.host.fail("sessions", 1722);

        assertThat(select(2, false, ALICE_KEY, BOB_KEY))
                .singleElement()
                .extracting(LogoffAnswer::outcome)
                .isEqualTo(Outcome.FAILED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", " 3 ", "alice", "", "HOST2:3:2026-03-02T08:00:00.123456700Z"})
    void anythingButAKeyOfTheHostIsAnErrorAndNobodyIsLoggedOff(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> select(2, false, BOB_KEY, key));
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aKeyMayOccurOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> select(5, false, BOB_KEY, ALICE_KEY, BOB_KEY));
    }

    @Test
    void noKeyTooManyKeysAndNullAreErrors() {
        assertThatIllegalArgumentException().isThrownBy(() -> select(5, false));
        assertThatIllegalArgumentException().isThrownBy(() -> select(5, false, (String) null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> select(
                        5,
                        false,
                        IntStream.range(0, 1001)
                                .mapToObj(i -> "HOST1:" + i + ":none")
                                .toArray(String[]::new)));
        assertThatIllegalArgumentException().isThrownBy(() -> select(0, false, BOB_KEY));
        assertThat(fixture.host.calls()).isEmpty();
    }
}
