package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.session.SessionState;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call for hooks: arguments that are wrong are refused before anything is read or recorded. */
class AutomationTextsTest extends HookRequests {

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
