package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: identities, kinds, states, errors, messages. */
class SessionValuesTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");

    @ParameterizedTest
    @CsvSource({
        "RDS01, RDS01:7:2026-03-02T08:00:00Z",
        "rds-01.corp.local, rds-01.corp.local:7:2026-03-02T08:00:00Z",
        "'A B,C=D\"*?\\', A_B_C_D____:7:2026-03-02T08:00:00Z",
        "größe, gr__e:7:2026-03-02T08:00:00Z"
    })
    void aKeyHasOnlyCharactersThatFitEverywhere(String host, String expected) {
        assertThat(new LogonIdentity(host, 7, 7, "alice", Instant.parse("2026-03-02T08:00:00Z")).key())
                .isEqualTo(expected);
    }

    /** Refusals, and calls that never reached the host. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                2, 5, 6, 50, 53, 87, 120, 170, 1702, 1722, 1723, 1727, 1753, 1825, 5023, 7001, 7007, 7022, 7024, 7045
            })
    void aFailureThatSaysSoHadNoEffect(int code) {
        assertThat(new SessionApiException("WTSLogoffSession", 3, code).hadNoEffect())
                .isTrue();
    }

    /**
     * No reason, no memory, a broken connection, an answer that cannot be read, and each number that is not known here.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 13, 14, 59, 64, 109, 121, 995, 1223, 1460, 1726, 1733, 1783, 1818, -1, 123456})
    void anyOtherFailureSaysNothingAboutItsEffect(int code) {
        assertThat(new SessionApiException("WTSLogoffSession", 3, code).hadNoEffect())
                .isFalse();
    }

    @Test
    void aSumWithSomethingUnknownIsUnknown() {
        ProcessTotals totals = ProcessTotals.NONE
                .plus(new ProcessInfo(3, 8, "a.exe", -1, 10, 1, 1))
                .plus(new ProcessInfo(3, 9, "b.exe", 7, -1, 1, 1))
                .plus(new ProcessInfo(3, 10, "c.exe", 7, 10, 1, 1));

        assertThat(totals).isEqualTo(new ProcessTotals(3, -1, -1, 3));
        assertThat(new ProcessInfo(3, 8, "a.exe", -1, 10, 1, 1).cpuSeconds()).isEqualTo(-1);
    }

    @Test
    void anIdentityIsOneIdUserAndLogonTime() {
        LogonIdentity alice = new LogonIdentity("HOST1", 3, 3, "alice", Samples.LOGON);

        assertThat(alice.matches(Samples.detail(ALICE))).isTrue();
        assertThat(alice.matches(Samples.detail(Samples.active(4, "alice")))).isFalse();
        assertThat(alice.matches(Samples.detail(Samples.active(3, "bob")))).isFalse();
        assertThat(alice.matches(Samples.detail(ALICE, Samples.LOGON.plusNanos(100))))
                .isFalse();
        assertThat(alice.matches(Samples.withoutTimes(Samples.detail(ALICE)))).isFalse();
    }

    @Test
    void anIdentityInAVirtualMachineComparesTheIdInsideTheAnswer() {
        SessionRow guest = Samples.guest(1003, 3, "alice", "VM1");
        LogonIdentity identity = Samples.session(guest).identity().orElseThrow();
        SessionDetail ofTheHost = Samples.detail(Samples.active(1003, "bob"));

        assertThat(identity.key()).isEqualTo("HOST1:1003:2026-03-02T08:00:00.123456700Z");
        assertThat(identity.matches(Samples.detail(guest))).isTrue();
        assertThat(identity.matches(Samples.detail(Samples.active(1003, "alice"))))
                .isFalse();
        assertThat(identity.isReplacedBy(ofTheHost)).isFalse();
        assertThat(identity.isReplacedBy(Samples.detail(guest, Samples.NOW))).isTrue();
        assertThat(identity)
                .isNotEqualTo(Samples.session(Samples.guest(1004, 3, "alice", "VM2"))
                        .identity()
                        .orElseThrow());
    }

    @Test
    void anIdentityIsListedUnderBothItsIds() {
        LogonIdentity identity = new LogonIdentity("HOST1", 1003, 3, "alice", Samples.LOGON);

        assertThat(identity.isListedAs(Samples.guest(1003, 3, "bob", "VM1"))).isTrue();
        assertThat(identity.isListedAs(Samples.guest(1003, 4, "alice", "VM1"))).isFalse();
        assertThat(identity.isListedAs(Samples.guest(1004, 3, "alice", "VM1"))).isFalse();
        assertThat(identity.isListedAs(ALICE)).isFalse();
    }

    @Test
    void aSessionIsInAVirtualMachineByItsNameOrByItsIds() {
        assertThat(ALICE.isInVirtualMachine()).isFalse();
        assertThat(Samples.guest(3, 3, "alice", "VM1").isInVirtualMachine()).isTrue();
        assertThat(Samples.guest(1003, 3, "alice", "").isInVirtualMachine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice, true",
        "alice, bob, false",
        "alice, alicia, false",
        "alice, '', false",
        "'', '', true",
        "abcdefghijklmnopqrst, abcdefghijklmnopqrst, true",
        "abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrst, true",
        "abcdefghijklmnopqrsXYZ, abcdefghijklmnopqrst, false",
        "abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrs, false"
    })
    void aDetailIsOfARowWhenTheUserIsTheSameUpToTwentyCharacters(String row, String detail, boolean same) {
        assertThat(Samples.detail(Samples.active(3, detail)).isOf(Samples.active(3, row)))
                .isEqualTo(same);
    }

    @Test
    void aDetailOfAnotherIdIsNotOfTheRow() {
        assertThat(Samples.detail(ALICE).isOf(Samples.active(4, "alice"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, Services, 4, '', SERVICES",
        "0, Services, 4, SYSTEM, SERVICES",
        "1, Console, 0, admin, CONSOLE",
        "1, console, 1, '', CONSOLE",
        "3, RDP-Tcp#3, 0, alice, USER",
        "3, '', 4, alice, USER",
        "3, RDP-Tcp#3, 1, '', OTHER",
        "3, '', 8, '', OTHER",
        "3, RDP-Tcp, 6, '', LISTENER",
        "65535, RDP-Tcp#9, 0, alice, USER",
        "65536, RDP-Tcp, 0, alice, LISTENER",
        "4294967293, Console, 0, admin, LISTENER"
    })
    void theKindIsDecidedByIdStateNameAndUser(long id, String name, int state, String user, SessionKind expected) {
        SessionRow row = new SessionRow(id, id, name, state, user, "", "", "");

        assertThat(row.kind()).isEqualTo(expected);
        assertThat(Samples.detail(row).kind()).isEqualTo(expected);
        assertThat(new SessionRow(id, 70000, name, state, user, "", "VM1", "").kind())
                .isEqualTo(expected);
    }

    @Test
    void everyStateIsFoundByItsNumber() {
        for (SessionState state : SessionState.values()) {
            assertThat(SessionState.of(state.code())).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10, 42, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void anUnknownNumberIsAnUnknownState(int code) {
        assertThat(SessionState.of(code)).isEqualTo(SessionState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "2, NOT_FOUND",
        "7022, NOT_FOUND",
        "7007, CLOSING",
        "5, ACCESS_DENIED",
        "7045, ACCESS_DENIED",
        "50, NOT_SUPPORTED",
        "120, NOT_SUPPORTED",
        "6, HOST_UNREACHABLE",
        "53, HOST_UNREACHABLE",
        "1702, HOST_UNREACHABLE",
        "1722, HOST_UNREACHABLE",
        "1723, HOST_UNREACHABLE",
        "1726, HOST_UNREACHABLE",
        "1727, HOST_UNREACHABLE",
        "1753, HOST_UNREACHABLE",
        "1825, HOST_UNREACHABLE",
        "0, OTHER",
        "87, OTHER",
        "-5, OTHER"
    })
    void everyCodeHasAReason(int code, Reason reason) {
        assertThat(new SessionApiException("WTSLogoffSession", 3, code).reason())
                .isEqualTo(reason);
    }

    @Test
    void aFailureIsOneSentenceInEnglish() {
        assertThat(new SessionApiException("WTSLogoffSession", 3, 5))
                .hasMessage(
                        "WTSLogoffSession for session 3 failed. Error [5]: Access is denied. (ERROR_ACCESS_DENIED)");
        assertThat(new SessionApiException("WTSEnumerateSessionsEx", SessionApiException.NO_SESSION, 4711))
                .hasMessage("WTSEnumerateSessionsEx failed. Error [4711]: Windows error 4711.");
        assertThat(new SessionApiException("WTSLogoffSession", 3, 0).description())
                .isEqualTo("Error [0]: The call failed and Windows gave no reason. (NO_ERROR_REPORTED)");
    }

    @ParameterizedTest
    @CsvSource({
        "2, ERROR_FILE_NOT_FOUND",
        "1722, RPC_S_SERVER_UNAVAILABLE",
        "1726, RPC_S_CALL_FAILED",
        "7007, ERROR_CTX_CLOSE_PENDING",
        "7022, ERROR_CTX_WINSTATION_NOT_FOUND",
        "7045, ERROR_CTX_WINSTATION_ACCESS_DENIED"
    })
    void aKnownNumberHasItsSymbol(int code, String symbol) {
        assertThat(Win32Error.describe(code))
                .startsWith("Error [" + code + "]: ")
                .endsWith(" (" + symbol + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void aMessageWithoutATextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message("Title", text, Buttons.OK, Duration.ofSeconds(5), false))
                .withMessageContaining("Give a text for the user");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1000, 0, 999, 2_147_483_648_000L})
    void aMessageForEverOrForNoTimeIsRefused(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message("Title", "Text", Buttons.OK, Duration.ofMillis(millis), true))
                .withMessageContaining("Give 1 to 2147483647 seconds");
    }

    @Test
    void aMessageMayHaveNoTitle() {
        Message message = new Message("", "Text", Buttons.CANCEL_TRY_CONTINUE, Duration.ofSeconds(1), true);

        assertThat(message.title()).isEmpty();
        assertThat(message.buttons().style()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "0, TIMEOUT",
        "1, OK",
        "2, CANCEL",
        "3, ABORT",
        "4, RETRY",
        "5, IGNORE",
        "6, YES",
        "7, NO",
        "10, TRY_AGAIN",
        "11, CONTINUE",
        "32000, TIMEOUT",
        "32001, ASYNC",
        "8, UNKNOWN",
        "-1, UNKNOWN"
    })
    void everyResponseHasItsNumber(int code, MessageResponse expected) {
        assertThat(MessageResponse.of(code)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, CONSOLE", "1, ICA", "2, RDP", "3, UNKNOWN", "-1, UNKNOWN"})
    void everyProtocolHasItsNumber(int code, ClientProtocol expected) {
        assertThat(ClientProtocol.of(code)).isEqualTo(expected);
    }
}
