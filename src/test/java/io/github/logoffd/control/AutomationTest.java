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
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call for hooks: every condition, and every request once. */
class AutomationTest {

    private static final String KEY = alice().key();

    private static final SessionRow BOB = Samples.disconnected(4, "bob");

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer request(String session, String user, String states, long seconds) {
        return request(session, user, states, seconds, "", false);
    }

    private LogoffAnswer request(
            String session, String user, String states, long seconds, String requestId, boolean dryRun) {
        return fixture.control.automation().requestLogoff(session, user, states, seconds, requestId, "licence", dryRun);
    }

    private void assertRefused(LogoffAnswer answer, Outcome outcome, String sentence) {
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.message()).isEqualTo(sentence);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void allConditionsAreCheckedOnOneFreshReadRightBeforeTheCall() {
        LogoffAnswer answer = request(KEY, "CORP\\alice", "ACTIVE,DISCONNECTED", 90, "job-7", false);

        assertThat(answer)
                .isEqualTo(new LogoffAnswer(
                        KEY,
                        "HOST1",
                        3,
                        "CORP\\alice",
                        Outcome.ACCEPTED,
                        0,
                        "Windows is logging CORP\\alice off from session 3.",
                        0,
                        "job-7",
                        false));
        assertThat(fixture.host.calls()).containsExactly("sessions", "detail 3", "detail 3", "logoff 3");
    }

    @Test
    void whoeverIsNotTheExpectedUserIsNotLoggedOffByACallThatWaits() {
        LogoffAnswer answer = fixture.control.automation().logoff("3", " bob ", false, true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(answer.message()).contains("bob");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void everythingIsInTheAuditTrail() {
        request(KEY, "alice", "ACTIVE", 1, "job-7", true);

        assertThat(fixture.trail.lines())
                .hasSize(2)
                .allMatch(line -> line.intent().operation().equals("requestLogoff"))
                .allMatch(line -> line.intent()
                        .arguments()
                        .equals("session=" + KEY + " expectedUser=alice allowedStates=ACTIVE minimumSeconds=1"
                                + " reason=licence dryRun=true"))
                .allMatch(line -> line.intent().requestId().equals("job-7"));
    }

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
    void aStateThatIsNotKnownHereIsEndedOnlyWhenItIsNamed() {
        fixture.host.with(new SessionRow(3, 3, "RDP-Tcp#3", 42, "alice", "CORP", "", ""));

        assertRefused(
                request(KEY, "", "", 0),
                Outcome.REFUSED_STATE,
                "The session is in the state 42, which logoffd does not know. To end it, name UNKNOWN in"
                        + " allowedStates of requestLogoff.");
        assertThat(request(KEY, "", "", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "ACTIVE,DISCONNECTED", 0).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request("3", "alice", "", 0).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "UNKNOWN", 0, "", true).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(request(KEY, "", "DISCONNECTED,UNKNOWN", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void aKeyOnAHostThatDoesNotAnswerIsAFailureAndNotGone() {
        fixture.host.fail("sessions", 1722);

        LogoffAnswer answer = request(KEY, "", "", 0);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(1722);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "corp\\Alice", " alice "})
    void theExpectedUserIsTakenInAnyCase(String user) {
        assertThat(request(KEY, user, "", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "OTHER\\alice", "alic", "\\alice", "al\u0131ce", "al\u0130ce"})
    void anotherUserIsRefused(String user) {
        assertRefused(request(KEY, user, "", 0), Outcome.REFUSED_USER, "The user is CORP\\alice, not " + user + '.');
    }

    /** JSON holds no half of a surrogate pair, so a client has only the form in which the service wrote it. */
    @ParameterizedTest
    @CsvSource({
        "'a\uD800', ACCEPTED",
        "CORP\\A<U+D800>, ACCEPTED",
        "a<U+D801>, REFUSED_USER",
        "a?, REFUSED_USER",
        "a\uFFFD, REFUSED_USER"
    })
    void aNameThatIsNoUnicodeTextIsExpectedAsItIsOrAsTheServiceWritesIt(String user, Outcome outcome) {
        fixture.host.with(Samples.active(4, "a\uD800"));

        assertThat(request("4", user, "", 0).outcome()).isEqualTo(outcome);
    }

    @Test
    void aUserWhomWindowsCutsIsExpectedByTheWholeName() {
        SessionRow row = Samples.active(4, "maximiliana.von-hohenfels");
        SessionDetail whole = Samples.detail(row);
        SessionDetail cut = new SessionDetail(
                4,
                whole.stateCode(),
                whole.lock(),
                whole.name(),
                "maximiliana.von-hohe",
                whole.domain(),
                whole.times(),
                whole.traffic());
        fixture.host.with(row, cut);

        assertThat(request("4", "maximiliana.von-hohenlohe", "", 0).outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(request("4", "CORP\\maximiliana.von-hohenfels", "", 0).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "active", " DISCONNECTED , Active "})
    void anAllowedStateIsTaken(String states) {
        assertThat(request(KEY, "", states, 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anotherStateIsRefused() {
        assertRefused(
                request(KEY, "", "DISCONNECTED,IDLE", 0),
                Outcome.REFUSED_STATE,
                "The state is ACTIVE. Allowed by the request: [DISCONNECTED, IDLE].");
    }

    @Test
    void theStateIsThatOfTheReadRightBeforeTheCall() {
        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.host.during("detail 3", () -> fixture.host.during("detail 3", () -> fixture.host.with(ALICE)));

        assertRefused(
                request(KEY, "", "DISCONNECTED", 0),
                Outcome.REFUSED_STATE,
                "The state is ACTIVE. Allowed by the request: [DISCONNECTED].");
    }

    @ParameterizedTest
    @CsvSource({"0", "90"})
    void anActiveSessionCountsByItsLastInput(long seconds) {
        assertThat(request(KEY, "", "", seconds).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aSessionThatIsNotIdleLongEnoughIsRefused() {
        assertRefused(
                request(KEY, "", "", 91),
                Outcome.REFUSED_STATE,
                "The session has been idle for 90 seconds. Required: 91 seconds.");
    }

    @Test
    void aSessionThatIsNotDisconnectedLongEnoughIsRefused() {
        fixture.host.with(Samples.disconnected(3, "alice"));

        assertRefused(
                request(KEY, "", "", 601),
                Outcome.REFUSED_STATE,
                "The session has been disconnected for 600 seconds. Required: 601 seconds.");
        assertThat(request(KEY, "", "", 600).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aTimeThatIsNotKnownIsNotLongEnough() {
        SessionRow noInputYet =
                new SessionRow(3, 3, "RDP-Tcp#3", SessionState.CONNECTED.code(), "alice", "CORP", "", "");
        fixture.host.with(noInputYet);

        assertRefused(
                request(KEY, "", "", 1),
                Outcome.REFUSED_STATE,
                "How long the session has been idle is not known: Windows does not report it, and this service has not"
                        + " observed it.");
        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "65536"})
    void protectedSessionsAreRefusedWhateverIsAllowed(String id) {
        assertThat(request(id, "", "", 0).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aDryRunTakesTheSamePathAndCallsNothing() {
        LogoffAnswer answer = request(KEY, "alice", "ACTIVE", 90, "", true);

        assertRefused(answer, Outcome.ACCEPTED, "CORP\\alice would be logged off from session 3; nothing was done.");
        assertThat(answer.dryRun()).isTrue();
        assertThat(fixture.host.calls()).containsExactly("sessions", "detail 3", "detail 3");
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
        assertThat(request(KEY, "bob", "", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(request(KEY, "", "IDLE", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "", 91, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request("1", "", "", 0, "", true).code()).isEqualTo(5);
        assertThat(request("99", "", "", 0, "", true).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\u200B\t"})
    void aBlankSessionIsRefused(String session) {
        assertWrong(session, "", 0, "session is blank. Give a Key or a session id.");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00A0", "\u200B", "\u3000 "})
    void aBlankConditionIsRefusedAndIsNotAny(String blank) {
        assertRefusedBeforeAnything(
                () -> request(KEY, blank, "", 0), "expectedUser is blank. Give a user, or an empty string for any.");
        assertRefusedBeforeAnything(
                () -> request(KEY, "", "", 0, blank, false),
                "requestId is blank. Give an id, or an empty string for none.");
        assertRefusedBeforeAnything(
                () -> fixture.control.automation().logoff(KEY, blank, false, true),
                "expectedUser is blank. Give a user, or an empty string for any.");
        assertRefusedBeforeAnything(
                () -> fixture.control.automation().logoff(blank, "", false, true),
                "session is blank. Give a Key or a session id.");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", " ", "\u00A0", "ACTIVE,", ",ACTIVE", "ACTIVE,,IDLE", "ACTIVE, ,IDLE", ", "})
    void aBlankStateIsRefusedAndIsNotAny(String states) {
        assertRefusedBeforeAnything(
                () -> request(KEY, "", states, 0),
                "allowedStates \"" + states + "\" has a blank item. Give names of " + SessionState.names()
                        + " separated by commas.");
    }

    private void assertRefusedBeforeAnything(ThrowingCallable request, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(request).withMessage(sentence);
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "-3", "RDP-Tcp#3", "HOST1:3", "99999999999"})
    void whatIsNeitherKeyNorIdIsRefused(String session) {
        assertWrong(
                session,
                "",
                0,
                "session is \"" + session + "\", which is not in the form of a Key such as"
                        + " HOST1:3:2026-08-15T07:15:02.123456700Z. Give a session id, or a Key"
                        + " unchanged, as the service shows it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE,GONE", "GONE", "ACTIVE;GONE", "Act\u0131ve"})
    void anUnknownStateIsRefused(String states) {
        String unknown = states.replaceFirst("^.*,", "");
        assertWrong(
                KEY,
                states,
                0,
                "allowedStates has the unknown state \"" + unknown + "\". Give names of " + SessionState.names()
                        + " separated by commas.");
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertWrong(KEY, "", -1, "minimumSeconds is -1. Give 0 or more seconds.");
    }

    private void assertWrong(String session, String states, long seconds, String sentence) {
        for (String requestId : new String[] {"", "job-7"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request(session, "", states, seconds, requestId, false))
                    .withMessage(sentence);
        }
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"session, 256", "expectedUser, 256", "allowedStates, 256", "reason, 1024"})
    void textsLongerThanAnyAreRefused(String name, int most) {
        Function<String, String> text = each -> each.equals(name) ? "x".repeat(most + 1) : "x";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.control
                        .automation()
                        .requestLogoff(
                                text.apply("session"),
                                text.apply("expectedUser"),
                                text.apply("allowedStates"),
                                0,
                                "",
                                text.apply("reason"),
                                false))
                .withMessage(name + " has " + (most + 1) + " characters. Allowed: at most " + most + '.');
        assertThat(fixture.trail.lines()).isEmpty();
    }
}
