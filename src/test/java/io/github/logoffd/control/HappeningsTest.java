package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The notifications of requests, and when they are sent. */
class HappeningsTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aLogoffIsRequestedAndThenDone() throws Exception {
        fixture.service.logoff(alice(), false);
        assertThat(fixture.happenings).containsExactly("REQUESTED 3");

        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "DONE 3", "ENDED 3");
    }

    @Test
    void whoJoinsALogoffRequestsNoSecond() {
        fixture.service.logoff(alice(), false);
        fixture.service.logoff(alice(), false);

        assertThat(fixture.happenings).containsExactly("REQUESTED 3");
    }

    @Test
    void aLogoffThatTakesTooLongIsStuckOnce() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.verifier.runNext();
        fixture.passDeadline();
        fixture.verifier.runNext();
        fixture.verifier.runNext();

        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "STUCK 3");
    }

    @Test
    void aStuckLogoffThatIsAskedForAgainCanBeStuckAgain() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        fixture.verifier.runNext();
        fixture.service.logoff(alice(), false);
        fixture.verifier.runNext();
        fixture.passDeadline();
        fixture.verifier.runNext();
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.happenings)
                .containsExactly("REQUESTED 3", "STUCK 3", "REQUESTED 3", "STUCK 3", "DONE 3", "ENDED 3", "ENDED 3");
    }

    @Test
    void aRefusalIsPublished() {
        fixture.service.logoff(Samples.session(Samples.CONSOLE), false);

        assertThat(fixture.happenings).containsExactly("REFUSED 1");
    }

    @Test
    void aFailureIsPublished() {
        fixture.host.fail("logoff 3", 5);
        fixture.service.logoff(alice(), false);

        assertThat(fixture.happenings).containsExactly("FAILED 3");
    }

    @Test
    void aFullAuditTrailIsAFailureToo() {
        fixture.trail.refuse();
        fixture.service.logoff(alice(), false);

        assertThat(fixture.happenings).containsExactly("FAILED 3");
    }

    @Test
    void aWarningIsPublished() {
        fixture.control.countdowns().warnAndLogoff(alice(), "Please save.", 60);

        assertThat(fixture.happenings).containsExactly("WARNED 3");
    }

    @Test
    void ofALogonThatIsGoneNothingIsReported() {
        fixture.host.with(Samples.active(3, "bob"));
        fixture.service.logoff(alice(), false);

        assertThat(fixture.happenings).isEmpty();
    }
}
