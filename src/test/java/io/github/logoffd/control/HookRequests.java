package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import org.junit.jupiter.api.AfterEach;

/** Requests of a hook for the logoff of a session, and what a refusal leaves untouched. */
abstract class HookRequests {

    static final String KEY = alice().key();

    final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    LogoffAnswer request(String session, String user, String states, long seconds) {
        return request(session, user, states, seconds, "", false);
    }

    LogoffAnswer request(String session, String user, String states, long seconds, String requestId, boolean dryRun) {
        return fixture.control.automation().requestLogoff(session, user, states, seconds, requestId, "licence", dryRun);
    }

    void assertRefused(LogoffAnswer answer, Outcome outcome, String sentence) {
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.message()).isEqualTo(sentence);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
