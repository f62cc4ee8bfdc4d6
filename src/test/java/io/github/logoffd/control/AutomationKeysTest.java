package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The call for hooks: which logon a Key or an id names, and which is gone. */
class AutomationKeysTest extends HookRequests {

    private static final SessionRow BOB = Samples.disconnected(4, "bob");

    @ParameterizedTest
    @ValueSource(strings = {"3", " 3 "})
    void anIdNamesTheSessionThatHasItNow(String id) {
        assertThat(request(id, "", "", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anIdThatNoSessionHasIsNotFound() {
        assertRefused(request("99", "", "", 0), Outcome.NOT_FOUND, "There is no session with id 99 on HOST1 now.");
    }

    @Test
    void theKeyOfAnotherLogonIsGone() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));

        assertRefused(
                request(KEY, "", "", 0),
                Outcome.GONE,
                "The logon " + KEY + " no longer exists. Windows was not called.");
    }

    /** A mistyped key must not look like the success of an earlier request. */
    @Test
    void aKeyOfALaterTimeThanTheLogonThatHasItsIdIsNotFound() {
        String later = KEY.replace("T08:00", "T08:40");

        assertRefused(
                request(later, "", "", 0),
                Outcome.NOT_FOUND,
                "The Key " + later + " never named a logon: session 3 has had the same logon since " + Samples.LOGON
                        + ", which is before the time in the Key. Windows was not called.");
    }

    @Test
    void aKeyOfTheFutureIsNotFound() {
        String future = "HOST1:99:2027-03-02T08:00:00Z";

        assertRefused(
                request(future, "", "", 0),
                Outcome.NOT_FOUND,
                "The Key " + future + " never named a logon: its time is in the future. Windows was not called.");
    }

    @Test
    void aKeyThatNoSnapshotHadSinceTheServiceObservesTheHostIsNotFound() {
        Session bob = Samples.session(BOB, Samples.detail(BOB, ControlFixture.AUDIT_TIME.plusSeconds(1200)));
        for (int minute = 0; minute < 60; minute++) {
            fixture.control.observe(minute == 30 ? List.of(alice(), bob) : List.of(alice()));
            fixture.pass(Duration.ofMinutes(1));
        }
        String never = bob.key().replace(":4:", ":5:");

        assertThat(request(bob.key(), "", "", 0).outcome()).isEqualTo(Outcome.GONE);
        assertRefused(
                request(never, "", "", 0),
                Outcome.NOT_FOUND,
                "The Key " + never + " never named a logon: the service has observed the host since "
                        + ControlFixture.AUDIT_TIME + " and has not seen this logon. Windows was not called.");
    }

    @Test
    void aKeyThatIsNotListedIsNotGoneWhileWindowsAnswersForIt() {
        fixture.host.unlist(3);

        assertRefused(
                request(KEY, "", "", 0),
                Outcome.FAILED,
                "Session 3 is not in the list of sessions, but Windows still answers for it; nothing was done.");
    }

    @Test
    void aKeyThatIsNotListedIsGoneWhenWindowsAnswersForAnotherLogon() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));
        fixture.host.unlist(3);

        assertRefused(
                request(KEY, "", "", 0),
                Outcome.GONE,
                "The logon " + KEY + " no longer exists. Windows was not called.");
    }

    /** A session that is closing may have lost its user already. */
    @Test
    void aKeyThatIsNotListedIsNotGoneByAnAnswerWithoutAUser() {
        SessionDetail another = Samples.detail(ALICE, Samples.LOGON.plusSeconds(1));
        SessionRow nobody = Samples.nobody(3);
        fixture.host.with(nobody, Samples.withTimes(Samples.detail(nobody), another.times()));
        fixture.host.unlist(3);

        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aSessionThatWindowsDeniesIsNotGoneWhileTheListCannotBeRead() {
        fixture.host.fail("detail 3", 7022);
        fixture.host.onceDuring("detail 3", () -> fixture.host.fail("sessions", 1722));

        LogoffAnswer answer = request("3", "", "", 0);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.message()).endsWith("The session could not be identified and was not touched.");
    }

    @Test
    void aKeyThatIsNotListedIsNotGoneWhileWindowsDoesNotSayWhetherItIs() {
        fixture.host.unlist(3);
        fixture.host.fail("detail 3", 5);

        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aKeyIsNotGoneByAListThatCannotBe() {
        fixture.host.fail("detail 3", 7022);
        fixture.host.unlistAll();

        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void theKeyOfALogonThatEndedIsGone() {
        fixture.host.end(3);

        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " HOST1:3:2026-03-02T08:00:00.123456700Z",
                "HOST1:3:2026-03-02T08:00:00.123456700Z\n",
                "HOST1:3:2026-03-02T08:00:00Z",
                "HOST1:3:2026-03-02T08:00:00.123Z",
                "HOST1:3:2026-03-02T08:00:00.123456Z",
                "HOST1:3:2026-03-02T08:00:00.1234567Z",
                "HOST1:3:2026-03-02T08:00:00.123456701Z",
                "HOST1:3:2026-03-02T08:00:00.123456800Z",
                "HOST1:3:2026-03-02T08:00:00.124Z",
                "HOST1:3:2026-03-02T08:00:00.123456700+00:00",
                "HOST1:3:2026-03-02T08:00:00.123456700+0000",
                "HOST1:3:2026-03-02T09:00:00.123456700+01:00",
                "HOST1:3:2026-03-02T08:00:00.123456700",
                "HOST1:3:2026-03-02t08:00:00.123456700z",
                "HOST1:3:2026-03-02 08:00:00.123456700Z",
                "HOST1:3:2026-03-02T08:00:00,123456700Z",
                "HOST1:3:2026-13-02T08:00:00.123456700Z",
                "HOST1:3:2026-03-02T08:60:00.123456700Z",
                "HOST1:3:2026-03-01T24:00:00Z",
                "HOST1:3:2026-03-02T08:00:00.123456700Z ,x",
                "HOST1:03:2026-03-02T08:00:00.123456700Z",
                "HOST1:4294967294:2026-03-02T08:00:00.123456700Z",
                "HOST1:99999999999:2026-03-02T08:00:00.123456700Z",
                "HOST1:\u0663:2026-03-02T08:00:00.123456700Z",
                "HOST1:x:3:2026-03-02T08:00:00.123456700Z",
                "HOST1:3:2026-03-02",
                "HOST1:3:NONE",
                "HOST1:03:none",
                "HOST1:3:",
                "HOST1:3:0000-00-00"
            })
    void aKeyInAnotherFormIsAMistakeOfTheCallerAndNeverGone(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(key, "", "", 0))
                .withMessageStartingWith("session is \"" + key + "\"")
                .withMessageEndingWith("Give a session id, or a Key unchanged, as the service shows it.");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST2:3:2026-03-02T08:00:00.123456700Z",
                "host1:3:2026-03-02T08:00:00.123456700Z",
                "HOST1.corp:3:none",
                "HOST2:99:none"
            })
    void aKeyOfAnotherHostIsAMistakeOfTheCaller(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(key, "", "", 0))
                .withMessage("session is \"" + key + "\", a Key of another host. Give a Key of HOST1.");
        assertThat(fixture.host.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST1:3:2026-03-02T07:59:59.123456700Z",
                "HOST1:3:2026-03-02T08:00:01.123456700Z",
                "HOST1:3:2026-03-02T08:04:00Z",
                "HOST1:99:2026-03-02T08:00:00Z",
                "HOST1:99:none"
            })
    void aWellFormedKeyOfAnotherLogonIsGone(String key) {
        assertRefused(
                request(key, "", "", 0),
                Outcome.GONE,
                "The logon " + key + " no longer exists. Windows was not called.");
    }

    @Test
    void aKeyWithoutALogonDoesNotTellWhetherTheLogonOfNowIsAnother() {
        LogoffAnswer answer = request("HOST1:3:none", "", "", 0);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.message()).startsWith("The Key HOST1:3:none names no logon");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aKeyOnAHostThatDoesNotAnswerIsAFailureAndNotGone() {
        fixture.host.fail("sessions", 1722);

        LogoffAnswer answer = request(KEY, "", "", 0);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(1722);
    }
}
