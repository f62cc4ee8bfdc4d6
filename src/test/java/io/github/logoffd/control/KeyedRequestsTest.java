package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.QuestionAnswer;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.testing.Samples;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about the logon that a Key names, after its id may have changed hands. */
class KeyedRequestsTest {

    private static final String KEY = alice().key();

    private final ControlFixture fixture = new ControlFixture();
    private final KeyedRequests keyed = fixture.control.keyed();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** One way to act by a Key. */
    private interface Way extends Function<KeyedRequests, LogoffAnswer> {}

    static Stream<Way> ways() {
        return Stream.of(
                keyed -> keyed.warn(KEY, "Save your work", 60),
                keyed -> keyed.disconnect(KEY),
                keyed -> keyed.message(KEY, "IT", "Hello"));
    }

    @Test
    void aLogonThatIsStillThereReadsMessages() {
        assertThat(keyed.message(KEY, "IT", "Hello").session()).isEqualTo(KEY);
        assertThat(keyed.warn(KEY, "Save your work", 60).session()).isEqualTo(KEY);
        assertThat(fixture.host.actingCalls()).hasSize(2).allMatch(call -> call.endsWith(" 3"));
    }

    @Test
    void aLogonThatIsStillThereIsDisconnected() throws InterruptedException {
        CompletableFuture<LogoffAnswer> answer = fixture.elsewhere(() -> keyed.disconnect(KEY));
        fixture.verifier.runNext();
        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.verifier.runNext();

        assertThat(answer.join().session()).isEqualTo(KEY);
        assertThat(fixture.host.actingCalls()).containsExactly("disconnect 3");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anIdThatBelongsToAnotherLogonIsGoneAndNotTouched(Way way) {
        fixture.host.with(
                Samples.active(3, "bob"), Samples.detail(Samples.active(3, "bob"), Samples.LOGON.plusSeconds(60)));

        LogoffAnswer answer = way.apply(keyed);

        assertThat(answer.outcome()).isEqualTo(Outcome.GONE);
        assertThat(answer.message()).isEqualTo("The logon " + KEY + " no longer exists. Windows was not called.");
        assertThat(answer.session()).isEqualTo(KEY);
        assertThat(answer.id()).isEqualTo(3);
        assertThat(answer.account()).isEmpty();
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void theAnswerToAQuestionIsTheButtonOfItsLogon() {
        fixture.host.press(MessageResponse.NO);

        assertThat(keyed.ask(KEY, "IT", "May we restart?", "YES_NO", 30).response())
                .hasValue(MessageResponse.NO);
        assertThat(fixture.host.messages()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("May we restart?");
            assertThat(message.waitForButton()).isTrue();
        });
    }

    @Test
    void aQuestionIsNotShownToAnotherLogonWithTheId() {
        fixture.host.with(
                Samples.active(3, "bob"), Samples.detail(Samples.active(3, "bob"), Samples.LOGON.plusSeconds(60)));

        QuestionAnswer question = keyed.ask(KEY, "IT", "May we restart?", "YES_NO", 30);

        assertThat(question.response()).isEmpty();
        assertThat(question.answer().outcome()).isEqualTo(Outcome.GONE);
        assertThat(question.answer().message())
                .isEqualTo("The logon " + KEY + " no longer exists. Windows was not called.");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines())
                .hasSize(2)
                .first()
                .satisfies(asked -> assertThat(asked.intent().arguments())
                        .isEqualTo(
                                "session=" + KEY + " title=IT text=May we restart? buttons=YES_NO timeoutSeconds=30"));
    }

    @Test
    void aQuestionNeedsKnownButtonsAndATimeToWait() {
        assertThatIllegalArgumentException().isThrownBy(() -> keyed.ask(KEY, "IT", "x", "MAYBE", 30));
        assertThatIllegalArgumentException().isThrownBy(() -> keyed.ask(KEY, "IT", "x", "YES_NO", 0));
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aLaterLogonOfTheSameUserIsAnotherLogon() {
        fixture.host.with(
                Samples.active(3, "alice"), Samples.detail(Samples.active(3, "alice"), Samples.LOGON.plusSeconds(60)));

        assertThat(keyed.disconnect(KEY).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aCountdownIsCancelledByTheKeyOfItsLogon() {
        keyed.warn(KEY, "Save your work", 60);

        assertThat(keyed.cancel(KEY).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(fixture.control.countdowns().dueSeconds(alice())).isEqualTo(-1);
    }

    @Test
    void aCountdownOfAnotherLogonIsNotCancelled() {
        keyed.warn(KEY, "Save your work", 60);

        LogoffAnswer answer = keyed.cancel(KEY.replace(":3:", ":9:"));

        assertThat(answer.outcome()).isIn(Outcome.GONE, Outcome.NOT_FOUND);
        assertThat(fixture.control.countdowns().dueSeconds(alice())).isPositive();
    }

    @Test
    void aRequestForALogonThatIsGoneIsRecorded() {
        fixture.host.end(3);

        keyed.message(KEY, "IT", "Hello");

        assertThat(fixture.trail.lines()).hasSize(2).first().satisfies(asked -> {
            assertThat(asked.intent().operation()).isEqualTo("sendMessage");
            assertThat(asked.intent().arguments()).isEqualTo("session=" + KEY + " title=IT text=Hello");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", " 3 ", "alice", "", "HOST2:3:2026-03-02T08:00:00.123456700Z"})
    void anythingButAKeyOfTheHostIsAnError(String session) {
        assertThatIllegalArgumentException().isThrownBy(() -> keyed.disconnect(session));
        assertThatIllegalArgumentException().isThrownBy(() -> keyed.ask(session, "IT", "x", "OK", 30));
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
