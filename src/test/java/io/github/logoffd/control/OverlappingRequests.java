package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** Countdowns and other requests for the same session, each step by hand. */
abstract class OverlappingRequests {

    static final SessionRow BOB = Samples.active(4, "bob");
    static final SessionRow AWAY = Samples.disconnected(3, "alice");
    static final String UNDER_WAY = "A logoff of CORP\\alice is already in progress; see LogoffState.";

    final ControlFixture fixture = new ControlFixture();
    final Countdowns countdowns = fixture.control.countdowns();

    @AfterEach
    void close() {
        fixture.close();
    }

    LogoffAnswer warn(Session target) {
        return countdowns.warnAndLogoff(target, "Please save.", 300);
    }

    LogoffAnswer logoff() {
        return fixture.service.logoff(alice(), false);
    }

    void assertUnderWay(LogoffAnswer answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message()).isEqualTo(UNDER_WAY);
    }

    void assertNoCountdownIsLeft() {
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.journal).last().isEqualTo(List.of());
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
    }

    List<String> lastJournal() {
        return fixture.journal.get(fixture.journal.size() - 1);
    }

    static void await(CountDownLatch latch) {
        Await.until("the other thread is there", () -> latch.getCount() == 0);
    }
}
