package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Warnings and messages to the users of selected logons: each Key its own answer, or nothing at all. */
class SelectedMessagesTest {

    private static final SessionRow BOB = Samples.active(5, "bob");
    private static final String ALICE_KEY = alice().key();
    private static final String BOB_KEY = new Session(Samples.HOST, BOB, Samples.detail(BOB)).key();
    private static final String CONSOLE_KEY =
            new Session(Samples.HOST, Samples.CONSOLE, Samples.detail(Samples.CONSOLE)).key();

    private final ControlFixture fixture = new ControlFixture();

    @BeforeEach
    void addBob() {
        fixture.host.with(BOB);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** One of the two operations. */
    private interface Way {
        List<LogoffAnswer> call(BulkService bulk, int atMost, boolean dryRun, List<String> keys);
    }

    private static List<LogoffAnswer> warn(BulkService bulk, int atMost, boolean dryRun, List<String> keys) {
        return bulk.warnSelected(keys, atMost, "Save your work", 60, "ticket 7", dryRun);
    }

    private static List<LogoffAnswer> message(BulkService bulk, int atMost, boolean dryRun, List<String> keys) {
        return bulk.messageSelected(keys, atMost, "IT", "Save your work", dryRun);
    }

    static Stream<Way> ways() {
        return Stream.of(SelectedMessagesTest::warn, SelectedMessagesTest::message);
    }

    private List<LogoffAnswer> call(Way way, int atMost, boolean dryRun, String... keys) {
        return way.call(fixture.control.bulk(), atMost, dryRun, Arrays.asList(keys));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everySelectedUserSeesTheText(Way way) {
        assertThat(call(way, 2, false, BOB_KEY, ALICE_KEY))
                .extracting(LogoffAnswer::session)
                .containsExactly(BOB_KEY, ALICE_KEY);
        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder("sendMessage 5", "sendMessage 3");
        assertThat(fixture.host.messages()).extracting(Message::text).containsOnly("Save your work");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anotherLogonWithTheIdSeesNothing(Way way) {
        SessionRow mallory = Samples.active(3, "mallory");
        fixture.host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(60)));

        assertThat(call(way, 2, false, ALICE_KEY, BOB_KEY))
                .first()
                .extracting(LogoffAnswer::outcome)
                .isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 5");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void moreThanAtMostMeansNothingAtAll(Way way) {
        assertThat(call(way, 1, false, ALICE_KEY, BOB_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.REFUSED_LIMIT);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aDryRunIsThePreviewAndShowsNothing(Way way) {
        assertThat(call(way, 2, true, ALICE_KEY, BOB_KEY))
                .hasSize(2)
                .allMatch(LogoffAnswer::dryRun)
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.control.countdowns().dueSeconds(alice())).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anIdIsAnErrorAndNothingIsShown(Way way) {
        assertThatIllegalArgumentException().isThrownBy(() -> call(way, 2, false, BOB_KEY, "3"));
        assertThatIllegalArgumentException().isThrownBy(() -> call(way, 0, false, BOB_KEY));
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aWarningStartsACountdownWhoseEndIsALogoffForTheReason() throws Exception {
        assertThat(call(SelectedMessagesTest::warn, 2, false, ALICE_KEY, BOB_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.WARNED);
        assertThat(fixture.control.countdowns().dueSeconds(alice())).isEqualTo(60);

        fixture.pass(Duration.ofSeconds(60));
        fixture.timer.runNext();
        fixture.timer.runNext();

        assertThat(fixture.host.actingCalls()).contains("logoff 3", "logoff 5");
        assertThat(fixture.trail.lines())
                .allMatch(line -> line.intent().operation().equals("warnSelected"))
                .allMatch(line -> line.intent().caller().reason().equals("ticket 7"));
    }

    @Test
    void aProtectedSessionGetsNoWarningAndMayGetAMessage() {
        assertThat(call(SelectedMessagesTest::warn, 2, false, CONSOLE_KEY, BOB_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.REFUSED_PROTECTED, Outcome.WARNED);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 5");
        assertThat(call(SelectedMessagesTest::message, 1, false, CONSOLE_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void aSecondWarningShowsNoSecondMessage() {
        call(SelectedMessagesTest::warn, 1, false, ALICE_KEY);

        assertThat(call(SelectedMessagesTest::warn, 2, false, ALICE_KEY, BOB_KEY))
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.WARNED);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 5");
    }

    @Test
    void aDelayOfMoreThanADayIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        fixture.control.bulk().warnSelected(List.of(BOB_KEY), 1, "Save", 86_401, "ticket 7", false));
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
