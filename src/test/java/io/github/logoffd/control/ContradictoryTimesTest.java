package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No user is logged off because of contradictory times of a disconnect. */
class ContradictoryTimesTest {

    private static final SessionRow AWAY = Samples.disconnected(3, "alice");
    private static final Instant BEFORE_LOGON = Samples.LOGON.minusSeconds(60);
    private static final Instant FUTURE = Samples.NOW.plusSeconds(60);

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void play(SessionRow row, Optional<Instant> disconnect, Optional<Instant> input) {
        SessionDetail detail = Samples.detail(row);
        SessionTimes times = new SessionTimes(
                detail.times().logon(), detail.times().connect(), disconnect, input, Optional.of(Samples.NOW));
        fixture.host.with(row, Samples.withTimes(detail, times));
    }

    private LogoffAnswer request(long minimumSeconds) {
        return fixture.control.automation().requestLogoff("3", "", "", minimumSeconds, "", "", false);
    }

    private void assertRefused(LogoffAnswer answer, String values) {
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message())
                .isEqualTo("How long the session has been unused cannot be determined from the times that Windows"
                        + " reports: "
                        + values + '.');
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    private void assertRefusedEverywhere(String values) {
        assertRefused(request(1), values);
        List<LogoffAnswer> answers = fixture.control.bulk().logoffDisconnected(0, 5, false);
        assertThat(answers).hasSize(1);
        assertRefused(answers.get(0), values);
    }

    @Test
    void aDisconnectInTheFutureIsRefusedWithTheValues() {
        play(AWAY, Optional.of(FUTURE), Optional.empty());

        assertRefusedEverywhere("clock of the host " + Samples.NOW + " is before disconnect " + FUTURE);
    }

    @Test
    void aDisconnectBeforeTheLogonIsRefusedWithTheValues() {
        play(AWAY, Optional.of(BEFORE_LOGON), Optional.empty());

        assertRefusedEverywhere("disconnect " + BEFORE_LOGON + " is before logon " + Samples.LOGON);
    }

    @Test
    void whoIsIdleForLongerThanLoggedOnIsRefusedWithTheValues() {
        play(ControlFixture.ALICE, Optional.empty(), Optional.of(BEFORE_LOGON));

        assertRefused(request(1), "last input " + BEFORE_LOGON + " is before logon " + Samples.LOGON);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 600})
    void aWrongInputOfWhoHasLeftDoesNotMatter(long seconds) {
        play(AWAY, Optional.of(Samples.NOW.minusSeconds(seconds)), Optional.of(BEFORE_LOGON));

        assertThat(request(seconds + 1).message())
                .isEqualTo("The session has been disconnected for " + seconds + " seconds. Required: " + (seconds + 1)
                        + " seconds.");
        assertThat(request(seconds).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whereNoTimeIsAskedForNoneMatters() {
        play(AWAY, Optional.of(FUTURE), Optional.empty());

        assertThat(request(0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anOldDisconnectOfWhoHasComeBackDoesNotMatter() {
        play(ControlFixture.ALICE, Optional.of(BEFORE_LOGON), Optional.of(Samples.NOW.minusSeconds(90)));

        assertThat(request(90).outcome()).isEqualTo(Outcome.ACCEPTED);
    }
}
