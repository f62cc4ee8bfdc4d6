package io.github.logoffd.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuideSceneTest {

    private static final Instant START = Instant.parse("2026-03-02T08:15:30Z");

    private final MutableClock clock = new MutableClock(START);
    private final SimulatedSessionHost host =
            SimulatedSessionHost.guide("GUIDE", clock, SimulatedSessionHost.GUIDE_USERS);

    @Test
    void everyStartShowsTheSame() {
        assertThat(SimulatedSessionHost.guide("GUIDE", clock, SimulatedSessionHost.GUIDE_USERS)
                        .sessions())
                .isEqualTo(host.sessions());
        assertThat(host.sessions())
                .filteredOn(SessionRow::hasUser)
                .extracting(SessionRow::state)
                .containsExactly(
                        SessionState.ACTIVE,
                        SessionState.ACTIVE,
                        SessionState.DISCONNECTED,
                        SessionState.DISCONNECTED,
                        SessionState.DOWN);
        assertThat(host.detail(3).lock()).isEqualTo(LockState.LOCKED);
        assertThat(host.detail(4).times().disconnect()).contains(START.minus(Duration.ofHours(5)));
    }

    @Test
    void theOthersAreAtWorkEachUnderANameOfTheirOwn() {
        var crowd = SimulatedSessionHost.guide("GUIDE", clock, 2000).sessions();

        assertThat(crowd)
                .filteredOn(SessionRow::hasUser)
                .hasSize(2000)
                .extracting(SessionRow::user)
                .doesNotHaveDuplicates();
        assertThat(crowd).extracting(SessionRow::id).doesNotHaveDuplicates();
    }

    @Test
    void nothingHappensByItself() {
        var before = host.sessions();

        clock.advance(Duration.ofDays(2));

        assertThat(host.sessions()).isEqualTo(before);
    }

    @Test
    void theSessionThatIsDownNeverEnds() {
        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.logoff(6))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(SessionApiException.Reason.CLOSING));

        clock.advance(Duration.ofDays(2));

        assertThat(host.sessions()).anySatisfy(row -> assertThat(row.user()).isEqualTo("j.smith"));
    }
}
