package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An id that Windows lists twice means neither session: which of them a call would reach is not known. */
class RepeatedIdTest {

    private static final SessionRow BOB =
            new SessionRow(3, 3, "RDP-Tcp#9", SessionState.ACTIVE.code(), "bob", "CORP", "", "");

    private final ControlFixture fixture = new ControlFixture();

    @BeforeEach
    void listBobUnderTheIdOfAlice() {
        fixture.host.with(Samples.active(5, "carol")).listAlso(BOB);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void neitherIsFoundByIdByNameOrByKey() {
        for (LogoffAnswer answer : List.of(
                fixture.service.logoffSession("3", false),
                fixture.service.logoffSession("RDP-Tcp#3", false),
                fixture.service.logoffSession("RDP-Tcp#9", false),
                request("3"),
                request(ControlFixture.alice().key()),
                request("HOST1:3:2026-03-02T07:00:00Z"),
                request("HOST1:3:none"))) {
            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
            assertThat(answer.message()).contains("can mean session 3 of CORP\\alice, or session 3 of CORP\\bob");
        }
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    private LogoffAnswer request(String session) {
        return fixture.control.automation().requestLogoff(session, "", "", 0, "", "", false);
    }

    @Test
    void manyAtOnceLeaveBothAloneAndSayWhy() {
        List<LogoffAnswer> answers = fixture.control.bulk().logoffAll(9, false);

        assertThat(answers)
                .extracting(LogoffAnswer::account, LogoffAnswer::outcome)
                .containsExactly(
                        tuple("CORP\\alice", Outcome.FAILED),
                        tuple("CORP\\bob", Outcome.FAILED),
                        tuple("CORP\\carol", Outcome.ACCEPTED));
        assertThat(answers.get(0).message())
                .isEqualTo("Windows lists two sessions with the id 3; nothing was done to either.");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 5");
    }

    @Test
    void aMessageToAllReachesNeither() {
        fixture.control.bulk().sendMessageToAll("", "Please save.");

        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder("sendMessage 1", "sendMessage 5");
    }

    @Test
    void theSessionOfASnapshotWithBothIsNotActedOn() {
        Session alice = Samples.session(Samples.active(3, "alice"), SessionDetail.unknown(3));

        assertThat(fixture.service.logoff(alice, false).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.control.disconnects().disconnect(alice, false).outcome())
                .isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
