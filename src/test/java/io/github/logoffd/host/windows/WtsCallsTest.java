package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.SessionApiException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who frees what, who reads the last error when, and what is never passed to Windows. */
class WtsCallsTest {

    private static final byte[] ONE_ROW =
            new NativeBytes(56).at(8, "03 00 00 00").bytes();
    private static final byte[] ONE_PROCESS =
            new NativeBytes(64).at(4, "09 00 00 00").bytes();

    private final FakeWtsapi32 api = new FakeWtsapi32();
    private final WtsCalls calls = new WtsCalls(api, null, false);

    @Test
    void sessionsAreFreedWithTheirTypeAndCount() {
        api.answering(ONE_ROW, 1);

        assertThat(calls.enumerateSessionsEx())
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(3));
        assertThat(api.calls).containsExactly("WTSEnumerateSessionsEx 1 0");
        assertThat(api.frees).containsExactly("WTSFreeMemoryEx 2 1");
    }

    @Test
    void processesAreFreedWithTheirTypeAndCount() {
        api.answering(ONE_PROCESS, 1);

        assertThat(calls.enumerateProcessesEx())
                .singleElement()
                .satisfies(process -> assertThat(process.pid()).isEqualTo(9));
        assertThat(api.calls).containsExactly("WTSEnumerateProcessesEx 1 -2");
        assertThat(api.frees).containsExactly("WTSFreeMemoryEx 1 1");
    }

    @Test
    void plainAnswersAreFreedPlainly() {
        api.answering(new NativeBytes(24).at(0, "07 00 00 00").bytes(), 1);
        assertThat(calls.enumerateSessionIds()).containsExactly(7L);

        api.answering(new byte[] {1, 2, 3}, 3);
        assertThat(calls.<byte[]>querySessionInformation(4294967293L, 25, "WTSSessionInfoEx", bytes -> bytes))
                .containsExactly(1, 2, 3);

        assertThat(api.calls).containsExactly("WTSEnumerateSessions 0 1", "WTSQuerySessionInformation -3 25");
        assertThat(api.frees).containsExactly("WTSFreeMemory", "WTSFreeMemory");
    }

    @Test
    void aFailureWithABufferFreesItOnce() {
        api.answering(ONE_ROW, 1).failing(5);

        assertFails(calls::enumerateSessionsEx, 5);
        assertFails(calls::enumerateProcessesEx, 5);
        assertFails(calls::enumerateSessionIds, 5);
        assertFails(() -> calls.querySessionInformation(3, 25, "x", bytes -> bytes), 5);

        assertThat(api.frees)
                .containsExactly("WTSFreeMemoryEx 2 1", "WTSFreeMemoryEx 1 1", "WTSFreeMemory", "WTSFreeMemory");
    }

    @Test
    void anAnswerThatCannotBeDecodedIsFreedOnce() {
        api.answering(new byte[10], 10);

        assertThatThrownBy(() -> calls.querySessionInformation(3, 25, "x", WtsDecoder::sessionDetail))
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("Error [13]");

        assertThat(api.frees).containsExactly("WTSFreeMemory");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void sessionsOfAnotherLevelAreNotDecodedAndFreedOnce(int level) {
        api.answering(ONE_ROW, 1).level = level;

        assertThatThrownBy(calls::enumerateSessionsEx)
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("Error [13]")
                .hasRootCauseMessage("The answer has level " + level + ". Expected: 1.");
        assertThat(api.frees).containsExactly("WTSFreeMemoryEx 2 1");
    }

    /** The level decides how they are freed: 0 has a type of its own. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 1", "3, 1"})
    void processesOfAnotherLevelAreNotDecodedAndFreedByTheirOwnType(int level, int type) {
        api.answering(ONE_PROCESS, 1).level = level;

        assertThatThrownBy(calls::enumerateProcessesEx)
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("Error [13]")
                .hasRootCauseMessage("The answer has level " + level + ". Expected: 1.");
        assertThat(api.frees).containsExactly("WTSFreeMemoryEx " + type + " 1");
    }

    /** JNA throws such an error for an address that cannot be read. */
    @Test
    void anAnswerIsFreedAlsoWhenReadingItEndsInAnError() {
        api.answering(new byte[3], 3);

        assertThatThrownBy(() -> calls.querySessionInformation(3, 25, "x", bytes -> {
                    throw new Error("Invalid memory access");
                }))
                .isInstanceOf(Error.class);
        assertThat(api.frees).containsExactly("WTSFreeMemory");
    }

    @Test
    void successWithoutABufferIsAnEmptyAnswer() {
        assertThat(calls.enumerateSessionsEx()).isEmpty();
        assertThat(calls.enumerateProcessesEx()).isEmpty();
        assertThat(calls.enumerateSessionIds()).isEmpty();
        assertThat(calls.<byte[]>querySessionInformation(3, 25, "x", bytes -> bytes))
                .isEmpty();
        assertThat(api.frees).isEmpty();
    }

    @Test
    void successWithoutABufferButWithACountIsNoAnswer() {
        api.count = 2;

        assertThatThrownBy(calls::enumerateSessionsEx)
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("Error [13]");
        assertThatThrownBy(() -> calls.querySessionInformation(3, 25, "x", WtsDecoder::sessionDetail))
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("Error [13]");
        assertThat(api.frees).isEmpty();
    }

    @Test
    void anEmptyListWithABufferIsFreed() {
        api.answering(new byte[0], 0);

        assertThat(calls.enumerateSessionsEx()).isEmpty();
        assertThat(api.frees).containsExactly("WTSFreeMemoryEx 2 0");
    }

    @Test
    void aRefusedFreeIsNotPassedOverInSilence() {
        api.answering(ONE_ROW, 1).freeSucceeds = false;

        assertThatThrownBy(calls::enumerateSessionsEx).hasMessageContaining("WTSFreeMemoryEx refused");
        assertThat(api.frees).hasSize(1);
    }

    @Test
    void theFailureNamesFunctionSessionAndCode() {
        api.failing(7022);

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> calls.querySessionInformation(3, 25, "WTSSessionInfoEx", bytes -> bytes))
                .satisfies(e -> {
                    assertThat(e.function()).isEqualTo("WTSQuerySessionInformation(WTSSessionInfoEx)");
                    assertThat(e.sessionId()).isEqualTo(3);
                    assertThat(e.code()).isEqualTo(7022);
                });
    }

    @Test
    void aFailureWithoutALastErrorHasCodeZeroAndNotAnOlderOne() {
        api.failing(0);
        Native.setLastError(1722);

        assertFails(() -> calls.logoffSession(3), 0);
        Native.setLastError(1722);
        assertFails(calls::enumerateSessionsEx, 0);
    }

    @Test
    void anOldLastErrorDoesNotSpoilASuccess() {
        Native.setLastError(5);

        calls.logoffSession(3);

        assertThat(api.calls).containsExactly("WTSLogoffSession 3 false");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -2, 4294967294L, 4294967295L, 4294967296L, Long.MAX_VALUE, Long.MIN_VALUE})
    void whatIsNoSessionIdNeverReachesWindows(long id) {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> calls.logoffSession(id),
                () -> calls.disconnectSession(id),
                () -> calls.sendMessage(id, message("Title", "Text")))) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Allowed: 0 to 4294967293");
        }
        assertFails(() -> calls.querySessionInformation(id, 25, "x", bytes -> bytes), 87);
        assertThat(api.calls).isEmpty();
    }

    @Test
    void logoffAndDisconnectNeverWaitInsideWindows() {
        calls.logoffSession(3);
        calls.disconnectSession(4294967293L);

        assertThat(api.calls).containsExactly("WTSLogoffSession 3 false", "WTSDisconnectSession -3 false");
    }

    @Test
    void lengthsOfAMessageAreInBytes() {
        calls.sendMessage(3, message("Tür", "日本\uD83D\uDE00"));

        assertThat(api.calls).containsExactly("WTSSendMessage 3 [Tür] 6 [日本\uD83D\uDE00] 8 4 60 true");
    }

    @Test
    void anEmptyTitleIsSentAsOneBlank() {
        calls.sendMessage(3, message("", "Text"));

        assertThat(api.calls).containsExactly("WTSSendMessage 3 [ ] 2 [Text] 8 4 60 true");
    }

    @Test
    void theResponseIsPassedOn() {
        api.response = 32000;

        assertThat(calls.sendMessage(3, message("Title", "Text"))).isEqualTo(32000);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7007, 7022, 1722})
    void everyActingCallReportsItsFailure(int code) {
        api.failing(code);

        assertFails(() -> calls.logoffSession(3), code);
        assertFails(() -> calls.disconnectSession(3), code);
        assertFails(() -> calls.sendMessage(3, message("Title", "Text")), code);
        assertFails(() -> calls.terminateProcess(77, 1), code);
        assertFails(() -> calls.waitSystemEvent(1), code);
    }

    @Test
    void clientsAreAskedForWithoutWhatWindowsDoesNotOffer() {
        WtsSessionHost host = WtsSessionHost.local("HOST1", false, api, FakeProcesses::new);
        api.answering(new NativeBytes(2304).at(0, "50 00").bytes(), 2304);

        assertThat(host.client(3).name()).isEqualTo("P");
        assertThat(api.calls)
                .containsExactly(
                        "WTSQuerySessionInformation 3 14",
                        "WTSQuerySessionInformation 3 16",
                        "WTSQuerySessionInformation 3 23");
        assertThat(api.frees).isEqualTo(Arrays.asList("WTSFreeMemory", "WTSFreeMemory", "WTSFreeMemory"));
    }

    @Test
    void eventsAreAwaitedUntilTheWaitIsEnded() {
        WtsSessionHost host = WtsSessionHost.local("HOST1", false, api, FakeProcesses::new);
        api.response = 0x20;
        assertThat(host.awaitEvent()).isTrue();
        api.response = 0;
        assertThat(host.awaitEvent()).isFalse();
        host.endWait();

        assertThat(api.calls)
                .containsExactly(
                        "WTSWaitSystemEvent 7fffffff", "WTSWaitSystemEvent 7fffffff", "WTSWaitSystemEvent 80000000");
    }

    private static Message message(String title, String text) {
        return new Message(title, text, Buttons.YES_NO, Duration.ofMinutes(1), true);
    }

    private static void assertFails(ThrowingCallable call, int code) {
        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
