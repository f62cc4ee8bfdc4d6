package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long what was read of a client is taken for true, and when it is asked for again. */
class ClientsInSnapshotsTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");

    /** Right after a connection Windows knows the protocol only. */
    private static final ClientInfo NOT_YET = new ClientInfo("", "", ClientProtocol.RDP, -1, -1, -1, -1, "", "");

    private static final ClientInfo LARGER =
            new ClientInfo("LAPTOP7", "192.0.2.7", ClientProtocol.RDP, 19041, 3840, 2160, 32, "", "");

    private final ScriptedHost host = new ScriptedHost().with(ALICE);
    private final NanoClock nanoTime = new NanoClock();
    private final HostMonitor monitor =
            new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> Instant.EPOCH.plusSeconds(9), nanoTime);

    @BeforeEach
    void nothingIsKnownYet() {
        host.setClient(3, NOT_YET);
    }

    private ClientInfo refreshed() {
        host.forgetCalls();
        return client(monitor.refresh());
    }

    private static ClientInfo client(HostStatus status) {
        return status.snapshot().sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow()
                .client();
    }

    @Test
    void aClientWithoutNameAndAddressIsAskedForAgain() {
        assertThat(refreshed()).isEqualTo(NOT_YET);
        host.setClient(3, Samples.CLIENT);

        assertThat(refreshed()).isEqualTo(Samples.CLIENT);

        refreshed();
        assertThat(host.calls()).doesNotContain("client 3");
    }

    @Test
    void anAddressAloneIsEnough() {
        ClientInfo nameless = new ClientInfo("", "192.0.2.7", ClientProtocol.RDP, -1, -1, -1, -1, "", "");
        host.setClient(3, nameless);
        refreshed();

        assertThat(refreshed()).isEqualTo(nameless);
        assertThat(host.calls()).doesNotContain("client 3");
    }

    @Test
    void aClientThatNeverHasANameIsAskedForForSomeMinutesOnly() {
        refreshed();
        nanoTime.advance(ClientCache.SETTLING);
        refreshed();
        assertThat(host.calls()).contains("client 3");

        nanoTime.advance(Duration.ofNanos(1));
        refreshed();

        assertThat(host.calls()).doesNotContain("client 3");
    }

    @Test
    void withTheNextConnectionTheMinutesBeginAnew() {
        refreshed();
        nanoTime.advance(ClientCache.SETTLING.plusSeconds(1));
        host.with(Samples.disconnected(3, "alice"));
        refreshed();
        host.with(ALICE);
        host.setClient(3, NOT_YET);
        refreshed();
        host.setClient(3, Samples.CLIENT);

        assertThat(refreshed()).isEqualTo(Samples.CLIENT);
    }

    /** There is no client whose name could become known. */
    @Test
    void aDisconnectedSessionIsAskedOnce() {
        host.with(Samples.disconnected(3, "alice"));
        host.setClient(3, NOT_YET);
        refreshed();

        refreshed();

        assertThat(host.calls()).doesNotContain("client 3");
    }

    @Test
    void aFailedQuestionIsAskedAgainHoweverLongAgo() {
        host.fail("client 3", 5);
        assertThat(refreshed()).isEqualTo(ClientInfo.NONE);
        nanoTime.advance(ClientCache.SETTLING.multipliedBy(10));
        refreshed();
        assertThat(host.calls()).contains("client 3");
        host.repair("client 3");
        host.setClient(3, Samples.CLIENT);

        assertThat(refreshed()).isEqualTo(Samples.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50})
    void aClientThatCouldBeReadInPartIsShownAndAskedForAgainHoweverLongAgo(int code) {
        host.setClient(3, Samples.CLIENT.with(Optional.of(failure(code))));
        assertThat(refreshed()).isEqualTo(Samples.CLIENT);
        nanoTime.advance(ClientCache.SETTLING.multipliedBy(10));
        refreshed();
        assertThat(host.calls()).contains("client 3");
        host.setClient(3, LARGER);

        assertThat(refreshed()).isEqualTo(LARGER);
        assertThat(monitor.status().lastErrorCode()).isZero();
    }

    @Test
    void whatCouldNotBeReadIsAProblemOfTheRefreshUnlessWindowsDoesNotOfferIt() {
        host.setClient(3, Samples.CLIENT.with(Optional.of(failure(50))));
        refreshed();
        assertThat(monitor.status().lastError()).isEmpty();

        host.setClient(3, Samples.CLIENT.with(Optional.of(failure(5))));
        refreshed();

        assertThat(monitor.status().lastError()).contains("WTSClientInfo", "Error [5]");
        assertThat(monitor.status().reachable()).isTrue();
    }

    @Test
    void aRefreshThatAUserAsksForAsksForEveryClientAnew() {
        host.setClient(3, Samples.CLIENT);
        refreshed();
        host.setClient(3, LARGER);
        assertThat(refreshed()).isEqualTo(Samples.CLIENT);

        assertThat(client(monitor.refreshAnew())).isEqualTo(LARGER);

        host.setClient(3, Samples.CLIENT);
        assertThat(refreshed()).as("the next one does not").isEqualTo(LARGER);
    }

    @Test
    void aHostThatCouldNotBeReadThenIsAskedAnewAsSoonAsItCan() {
        host.setClient(3, Samples.CLIENT);
        refreshed();
        host.setClient(3, LARGER);
        host.fail("sessions", 1722);
        assertThat(monitor.refreshAnew().reachable()).isFalse();
        host.repair("sessions");

        assertThat(refreshed()).isEqualTo(LARGER);
    }

    private static SessionApiException failure(int code) {
        return new SessionApiException("WTSQuerySessionInformation(WTSClientInfo)", 3, code);
    }
}
