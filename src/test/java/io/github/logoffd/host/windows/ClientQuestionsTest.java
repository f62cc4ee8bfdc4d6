package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.SessionApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value about a client stands by itself: one that Windows does not give takes no other one away. */
class ClientQuestionsTest {

    private static final int NAME = 10;
    private static final int ADDRESS = 14;
    private static final int PROTOCOL = 16;
    private static final int INFO = 23;

    private final FakeWtsapi32 api = new FakeWtsapi32();
    private final WtsSessionHost host = WtsSessionHost.local("HOST1", false, api, FakeProcesses::new);

    @BeforeEach
    void answerAll() {
        api.answeringClass(
                NAME, new NativeBytes(8).at(0, "50 00 43 00 37 00 00 00").bytes());
        api.answeringClass(
                ADDRESS,
                new NativeBytes(24).at(0, "02 00 00 00 00 00 C0 00 02 07").bytes());
        api.answeringClass(PROTOCOL, new NativeBytes(2).at(0, "02 00").bytes());
        api.answeringClass(
                INFO,
                new NativeBytes(2304)
                        .at(0, "50 00 43 00 37 00")
                        .at(1234, "80 07 38 04 20 00")
                        .bytes());
    }

    @Test
    void withAllAnswersNothingElseIsAsked() {
        ClientInfo client = host.client(3);

        assertThat(client)
                .isEqualTo(new ClientInfo("PC7", "192.0.2.7", ClientProtocol.RDP, -1, 1920, 1080, 32, "", ""));
        assertThat(api.calls)
                .containsExactly(
                        "WTSQuerySessionInformation 3 14",
                        "WTSQuerySessionInformation 3 16",
                        "WTSQuerySessionInformation 3 23");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 50, 87, 120, 7045})
    void withoutTheClientInformationNameAddressAndProtocolAreKept(int code) {
        api.failingClass(INFO, code);

        ClientInfo client = host.client(3);

        assertThat(client.withoutFailure())
                .isEqualTo(new ClientInfo("PC7", "192.0.2.7", ClientProtocol.RDP, -1, -1, -1, -1, "", ""));
        assertThat(client.failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(code));
        assertThat(api.frees).hasSize(3).containsOnly("WTSFreeMemory");
    }

    /** An answer that cannot be decoded is none. */
    @Test
    void ofAClientInformationThatIsTooShortTheSameIsKept() {
        api.answeringClass(INFO, new byte[100]);

        ClientInfo client = host.client(3);

        assertThat(client.name()).isEqualTo("PC7");
        assertThat(client.failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(13));
        assertThat(api.frees).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"14, 5", "14, 50", "16, 5", "16, 1234"})
    void withoutAddressOrProtocolTheRestIsKept(int infoClass, int code) {
        api.failingClass(infoClass, code);

        ClientInfo client = host.client(3);

        assertThat(client.name()).isEqualTo("PC7");
        assertThat(client.width()).isEqualTo(1920);
        assertThat(client.address()).isEqualTo(infoClass == ADDRESS ? "" : "192.0.2.7");
        assertThat(client.protocol()).isEqualTo(infoClass == PROTOCOL ? ClientProtocol.UNKNOWN : ClientProtocol.RDP);
        assertThat(client.failure()).isPresent();
    }

    @Test
    void aNameThatCannotBeReadEitherIsUnknown() {
        api.failingClass(INFO, 50).failingClass(NAME, 5);

        assertThat(host.client(3).withoutFailure())
                .isEqualTo(new ClientInfo("", "192.0.2.7", ClientProtocol.RDP, -1, -1, -1, -1, "", ""));
    }

    @Test
    void whereNothingIsAnsweredTheFirstFailureIsThrown() {
        for (int infoClass : new int[] {NAME, ADDRESS, PROTOCOL, INFO}) {
            api.failingClass(infoClass, infoClass == ADDRESS ? 5 : 50);
        }

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.client(3))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(5));
    }

    @ParameterizedTest
    @CsvSource({"14, 7022", "16, 2", "23, 7022", "23, 7007", "14, 1722", "23, 1726"})
    void aSessionThatHasGoneAndAHostThatDoesNotAnswerAreFailures(int infoClass, int code) {
        api.failingClass(infoClass, code);

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.client(3))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
