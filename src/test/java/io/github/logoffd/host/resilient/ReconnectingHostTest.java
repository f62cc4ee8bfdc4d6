package io.github.logoffd.host.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a remote host is opened, given up and closed. */
class ReconnectingHostTest {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final NanoClock nanoTime = new NanoClock();
    private final ScriptedHost behind = new ScriptedHost().with(Samples.active(3, "alice"));
    private final ReconnectingHost host = new ReconnectingHost(
            "RDS02", HostMode.WINDOWS, this::open, new Backoff(FIRST_PAUSE, Duration.ofMinutes(1), () -> 1), nanoTime);
    private int attempts;
    private int refusal;

    private SessionHost open() {
        attempts++;
        if (refusal != 0) {
            throw new SessionApiException("WTSOpenServer", SessionApiException.NO_SESSION, refusal);
        }
        return behind;
    }

    @Test
    void itIsOpenedOnceWhenItIsFirstNeeded() {
        assertThat(attempts).isZero();
        assertThat(host.name()).isEqualTo("RDS02");

        assertThat(host.sessions()).hasSize(2);
        assertThat(host.detail(3).user()).isEqualTo("alice");

        assertThat(attempts).isEqualTo(1);
        assertThat(behind.closings()).isZero();
    }

    @Test
    void untilTheNextAttemptIsDueItFailsAtOnceForTheSameReason() {
        refusal = 1722;
        assertThatThrownBy(host::sessions).isInstanceOf(SessionApiException.class);
        nanoTime.advance(FIRST_PAUSE.minusNanos(1));

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.detail(3))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(1722))
                .withMessageContaining("WTSOpenServer failed.");
        assertThatThrownBy(() -> host.logoff(3)).hasMessageContaining("Error [1722]");
        assertThat(attempts).isEqualTo(1);

        nanoTime.advance(Duration.ofNanos(1));
        refusal = 0;
        assertThat(host.sessions()).hasSize(2);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void aListThatCannotBeIsAFailureOfTheHost() {
        behind.unlist(0);

        assertThatThrownBy(host::sessions).hasMessageContaining("session 0");

        assertThat(behind.closings()).isEqualTo(1);
    }

    @Test
    void everyFailedAttemptMakesTheNextOneLater() {
        refusal = 1722;
        for (int pause : new int[] {2, 4, 8}) {
            assertThatThrownBy(host::sessions).isInstanceOf(SessionApiException.class);
            nanoTime.advance(Duration.ofSeconds(pause).minusNanos(1));
            assertThatThrownBy(host::sessions).isInstanceOf(SessionApiException.class);
            nanoTime.advance(Duration.ofNanos(1));
        }

        assertThat(attempts).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "5, AllowRemoteRPC",
        "53, TCP port 445",
        "1722, is its name right",
        "1702, may still be starting",
        "1825, the short computer name"
    })
    void aFailureComesWithAdvice(int code, String advice) {
        refusal = code;

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(host::sessions)
                .withMessageContaining("Error [" + code + "]: ")
                .withMessageContaining(advice)
                .withMessageContaining("RDS02")
                .satisfies(failure -> assertThat(failure.description()).contains(advice));
    }

    @Test
    void aHostThatGoesAwayIsClosedAndOpenedAgainLater() {
        host.sessions();
        behind.fail("detail 3", 1722);

        assertThatThrownBy(() -> host.detail(3)).hasMessageContaining("1722");
        assertThat(behind.closings()).isEqualTo(1);
        assertThatThrownBy(host::sessions).hasMessageContaining("for session 3").hasMessageContaining("1722");

        behind.repair("detail 3");
        nanoTime.advance(FIRST_PAUSE);
        assertThat(host.detail(3).user()).isEqualTo("alice");
        assertThat(attempts).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7022, 87})
    void aSessionThatCannotBeAskedIsNoReasonToGiveTheHostUp(int code) {
        host.sessions();
        behind.fail("detail 3", code);

        assertThatThrownBy(() -> host.detail(3)).hasMessageContaining("Error [" + code + "]");

        assertThat(host.sessions()).hasSize(2);
        assertThat(attempts).isEqualTo(1);
        assertThat(behind.closings()).isZero();
    }

    @Test
    void aHostThatRefusesToListItsSessionsIsLeftInPeaceToo() {
        host.sessions();
        behind.fail("sessions", 5);

        assertThatThrownBy(host::sessions).hasMessageContaining("AllowRemoteRPC");
        assertThatThrownBy(host::sessions).hasMessageContaining("AllowRemoteRPC");

        assertThat(behind.calls()).filteredOn("sessions"::equals).hasSize(2);
        assertThat(behind.closings()).isEqualTo(1);
    }

    @Test
    void aHostThatIsGivenUpIsClosedAfterTheLastCallToIt() {
        host.sessions();
        behind.fail("processes", 1722);
        behind.during("detail 3", () -> {
            assertThatThrownBy(host::processes).hasMessageContaining("1722");
            assertThat(behind.closings()).isZero();
        });

        assertThat(host.detail(3).user()).isEqualTo("alice");

        assertThat(behind.closings()).isEqualTo(1);
    }

    @Test
    void aCallThatSucceedsOnAHandleThatIsGivenUpDoesNotShortenThePause() {
        host.sessions();
        behind.fail("processes", 1722);
        behind.during("detail 3", () -> assertThatThrownBy(host::processes).hasMessageContaining("1722"));

        assertThat(host.detail(3).user()).isEqualTo("alice");

        assertThatThrownBy(host::sessions).hasMessageContaining("1722");
        assertThat(attempts).isEqualTo(1);
    }

    /** A caller that acts has checked the logon before; after a wait for the host the id could be another user's. */
    @Test
    void onlyQuestionsOpenTheHost() {
        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.logoff(3))
                .withMessageContaining("The logoff for session 3 failed. Error [1727]")
                .satisfies(failure -> assertThat(failure.hadNoEffect()).isTrue());
        assertThatThrownBy(() -> host.disconnect(3)).hasMessageContaining("Error [1727]");
        assertThat(attempts).isZero();

        assertThat(host.detail(3).user()).isEqualTo("alice");
        host.logoff(3);
        assertThat(behind.actingCalls()).containsExactly("logoff 3");
    }

    /** The reason is that of another call, which may have had an effect or have meant another session. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1726})
    void aReasonThatIsAboutAnotherCallIsNotTakenForThisOnes(int code) {
        refusal = code;
        assertThatThrownBy(host::sessions).hasMessageContaining("Error [" + code + "]");

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.detail(3))
                .withMessageContaining("Reading the logon for session 3 failed. Error [1727]")
                .withMessageContaining("Error [" + code + "]")
                .satisfies(failure -> assertThat(failure.hadNoEffect()).isTrue());
    }

    @Test
    void eventsThatCannotBeWaitedForAreAReasonToOpenAnew() {
        host.sessions();
        behind.fail("awaitEvent", 64);

        assertThatThrownBy(host::awaitEvent).hasMessageContaining("Error [64]");

        assertThat(behind.closings()).isEqualTo(1);
    }

    @Test
    void onceClosedItOpensNothing() {
        host.sessions();

        host.close();
        host.close();

        assertThat(behind.closings()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(host::sessions).withMessage("RDS02 is no longer monitored.");
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void aHostThatAnswersAfterItsCallerGaveUpIsClosedAgain() {
        ReconnectingHost[] late = new ReconnectingHost[1];
        late[0] = new ReconnectingHost(
                "RDS02",
                HostMode.WINDOWS,
                () -> {
                    late[0].close();
                    return behind;
                },
                new Backoff(FIRST_PAUSE, FIRST_PAUSE, () -> 1),
                nanoTime);

        assertThatIllegalStateException().isThrownBy(late[0]::sessions);

        assertThat(behind.closings()).isEqualTo(1);
        assertThat(behind.calls()).isEmpty();
    }
}
