package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import org.junit.jupiter.api.Test;

/** The caller's deadline, the end of the session and the stop of the service may end one wait at the same moment. */
class BulkItemTest {

    private final BulkItem item =
            new BulkItem(Request.about(ControlFixture.CALLER, alice(), "logoffAll", ""), Step.next());

    @Test
    void itIsStartedOnce() {
        assertThat(item.tryBegin()).isTrue();
        assertThat(item.tryBegin()).isFalse();
    }

    @Test
    void itsWaitEndsOnceAndOnlyAfterWindowsHasAccepted() {
        try (ControlFixture fixture = new ControlFixture()) {
            assertThat(item.tryEndWait()).isEmpty();
            item.accepted(fixture.audited.record("HOST1", item.request()));

            assertThat(item.tryEndWait()).isPresent();
            assertThat(item.tryEndWait()).isEmpty();
        }
    }
}
