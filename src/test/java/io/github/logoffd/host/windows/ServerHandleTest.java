package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handle a host is opened with, and which of a row's two numbers its calls get. */
class ServerHandleTest {

    /** Session 0, and one with ExecEnvId 1003 and SessionId 3. */
    private static final byte[] ROWS = new NativeBytes(2 * 56)
            .at(56, "EB 03 00 00")
            .at(56 + 8, "03 00 00 00")
            .bytes();

    private final FakeWtsapi32 api = new FakeWtsapi32();

    @Test
    void theLocalHostWithoutVirtualMachinesNeedsNoHandle() {
        WtsSessionHost.local("host1", false, api, FakeProcesses::new).close();

        assertThat(api.calls).isEmpty();
    }

    @Test
    void theLocalHostWithItsVirtualMachinesIsOpenedWithoutAName() {
        WtsSessionHost host = WtsSessionHost.local("host1", true, api, FakeProcesses::new);
        host.close();
        host.close();

        assertThat(host.name()).isEqualTo("HOST1");
        assertThat(api.calls).containsExactly("WTSOpenServerEx null", "WTSEnumerateSessions 0 1", "WTSCloseServer");
    }

    @Test
    void anotherHostIsOpenedByItsName() {
        WtsSessionHost host = WtsSessionHost.remote("ts02", false, api);
        host.close();
        host.close();

        assertThat(host.name()).isEqualTo("ts02");
        assertThat(api.calls).containsExactly("WTSOpenServer ts02", "WTSEnumerateSessions 0 1", "WTSCloseServer");
    }

    @Test
    void anotherHostWithItsVirtualMachinesIsOpenedByItsName() {
        WtsSessionHost.remote("ts02", true, api).close();

        assertThat(api.calls).containsExactly("WTSOpenServerEx ts02", "WTSEnumerateSessions 0 1", "WTSCloseServer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostThatIsNotOpenedIsReportedWithTheFunction(boolean virtualMachines) {
        api.failing(1722).opened = null;

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> WtsSessionHost.remote("ts02", virtualMachines, api))
                .satisfies(e -> {
                    assertThat(e.function()).isEqualTo(virtualMachines ? "WTSOpenServerEx" : "WTSOpenServer");
                    assertThat(e.code()).isEqualTo(1722);
                });
    }

    @Test
    void aHandleThatDoesNotAnswerIsGivenBack() {
        api.failing(5);

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> WtsSessionHost.local("host1", true, api, FakeProcesses::new))
                .satisfies(e -> assertThat(e.code()).isEqualTo(5));
        assertThat(api.calls).endsWith("WTSCloseServer");
    }

    @Test
    void aHandleIsGivenBackAlsoWhenTheFirstQuestionEndsInAnError() {
        api.error = new Error("Invalid memory access");

        assertThatExceptionOfType(Error.class)
                .isThrownBy(() -> WtsSessionHost.remote("ts02", false, api))
                .withMessage("Invalid memory access");
        assertThat(api.calls).endsWith("WTSCloseServer");
    }

    @Test
    void withVirtualMachinesEveryCallGetsTheExecEnvId() {
        SessionHost host = WtsSessionHost.local("host1", true, api, FakeProcesses::new);

        assertNumbers(host, 1003);
    }

    @Test
    void withoutThemEveryCallGetsTheSessionId() {
        assertNumbers(WtsSessionHost.local("host1", false, api, FakeProcesses::new), 3);
    }

    @Test
    void soDoesEveryCallToAnotherHostWithoutThem() {
        assertNumbers(WtsSessionHost.remote("ts02", false, api), 3);
    }

    private void assertNumbers(SessionHost host, long expected) {
        api.answering(ROWS, 2);
        List<SessionRow> rows = host.sessions();
        assertThat(rows).extracting(SessionRow::id).containsExactly(0L, 3L);
        assertThat(rows).extracting(SessionRow::uniqueId).containsExactly(0L, expected);
        api.calls.clear();

        long uniqueId = rows.get(1).uniqueId();
        api.answering(new NativeBytes(232).at(0, "01 00 00 00").bytes(), 232);
        host.detail(uniqueId);
        api.answering(new byte[2304], 2304);
        host.client(uniqueId);
        host.logoff(uniqueId);
        host.disconnect(uniqueId);
        host.sendMessage(uniqueId, new Message("Title", "Text", Buttons.OK, Duration.ofSeconds(5), false));

        assertThat(api.calls)
                .extracting(call -> call.replaceFirst("^(\\w+ \\d+).*", "$1"))
                .containsExactly(
                        "WTSQuerySessionInformation " + expected,
                        "WTSQuerySessionInformation " + expected,
                        "WTSQuerySessionInformation " + expected,
                        "WTSQuerySessionInformation " + expected,
                        "WTSLogoffSession " + expected,
                        "WTSDisconnectSession " + expected,
                        "WTSSendMessage " + expected);
    }
}
