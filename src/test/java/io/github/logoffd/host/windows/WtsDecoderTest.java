package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo1;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding from hex dumps: little-endian, UTF-16LE, the offsets of 64-bit Windows. */
class WtsDecoderTest {

    /** 2026-03-02T08:00:00.1234567Z, that is 134169120001234567 ticks. */
    private static final String LOGON = "87 16 80 91 1A AA DC 01";

    private static final Map<Long, String> STRINGS =
            Map.of(0x1000L, "RDP-Tcp#3", 0x2000L, "Jürgen 日本", 0x3000L, "CORP", 0x4000L, "VM1", 0x5000L, "FARM");

    private static String string(long address) {
        return address == 0 ? "" : STRINGS.get(address);
    }

    private static NativeBytes infoEx() {
        return new NativeBytes(232)
                .at(0, "01 00 00 00")
                .at(8, "03 00 00 00")
                .at(12, "00 00 00 00")
                .at(16, "01 00 00 00")
                .at(20, "52 00 44 00 50 00")
                .at(86, "4A 00 FC 00 72 00 67 00")
                .at(128, "43 00 4F 00")
                .at(168, LOGON)
                .at(176, "00 A0 3F 5C 17 AA DC 01")
                .at(192, LOGON)
                .at(200, "00 00 00 00 00 AB DC 01")
                .at(208, "FF FF FF FF")
                .at(212, "02 00 00 00")
                .at(216, "03 00 00 80")
                .at(220, "04 00 00 00");
    }

    @Test
    void aSessionIsReadFieldByField() {
        SessionDetail detail = WtsDecoder.sessionDetail(infoEx().bytes());

        assertThat(detail.id()).isEqualTo(3);
        assertThat(detail.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(detail.lock()).isEqualTo(LockState.UNLOCKED);
        assertThat(detail.name()).isEqualTo("RDP");
        assertThat(detail.user()).isEqualTo("Jürg");
        assertThat(detail.domain()).isEqualTo("CO");
        assertThat(detail.traffic()).isEqualTo(new Traffic(4294967295L, 2, 2147483651L, 4));
        assertThat(detail.times().connect()).isNotEmpty();
        assertThat(detail.times().disconnect()).isEmpty();
        assertThat(detail.times().lastInput()).isEqualTo(detail.times().logon());
        assertThat(detail.times().current())
                .isNotEmpty()
                .isNotEqualTo(detail.times().connect());
    }

    @Test
    void aTimeIsReadToTheTick() {
        assertThat(WtsDecoder.sessionDetail(infoEx().bytes()).times().logon())
                .contains(Instant.parse("2026-03-02T08:00:00.1234567Z"));
    }

    /**
     * The ticks around each bound: the clock of a PC begins in 1980, and a year after 9999 has no text of four digits.
     */
    @ParameterizedTest
    @CsvSource({
        "FF 7F D5 E1 9F E7 A8 01, ",
        "00 80 D5 E1 9F E7 A8 01, 1980-01-01T00:00:00Z",
        "FF 3F C0 D1 5E 5A C8 24, 9999-12-31T23:59:59.999999900Z",
        "00 40 C0 D1 5E 5A C8 24, "
    })
    void aTimeOutsideOfWhatClocksShowIsUnknown(String time, Instant expected) {
        assertThat(WtsDecoder.sessionDetail(infoEx().at(168, time).bytes())
                        .times()
                        .logon())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00 00 00 00 00 00 00",
                "FF FF FF FF FF FF FF FF",
                "00 00 00 00 00 00 00 80",
                "01 00 00 00 00 00 00 00",
                "FF FF FF FF FF FF FF 7F"
            })
    void eachTimeThatCannotBeIsUnknown(String time) {
        for (int offset : List.of(168, 176, 184, 192, 200)) {
            SessionTimes times =
                    WtsDecoder.sessionDetail(infoEx().at(offset, time).bytes()).times();

            assertThat(Stream.of(times.logon(), times.connect(), times.disconnect(), times.lastInput(), times.current())
                            .flatMap(Optional::stream))
                    .allMatch(known -> known.isAfter(Instant.parse("2026-01-01T00:00:00Z")))
                    .allMatch(known -> known.isBefore(Instant.parse("2027-01-01T00:00:00Z")));
        }
    }

    @Test
    void fullFieldsEndWhereTheNextBegins() {
        byte[] bytes = infoEx().at(20, "41 00 ".repeat(33))
                .at(86, "42 00 ".repeat(21))
                .at(128, "43 00 ".repeat(18))
                .bytes();

        SessionDetail detail = WtsDecoder.sessionDetail(bytes);

        assertThat(detail.name()).isEqualTo("A".repeat(33));
        assertThat(detail.user()).isEqualTo("B".repeat(21));
        assertThat(detail.domain()).isEqualTo("C".repeat(18));
    }

    @Test
    void charactersWithAZeroByteDoNotEndAText() {
        byte[] bytes = infoEx().at(86, "00 01 3D D8 00 DE 00 30 00 00 58 00").bytes();

        assertThat(WtsDecoder.sessionDetail(bytes).user()).isEqualTo("\u0100\uD83D\uDE00\u3000");
    }

    /** Windows checks no pairs: a name can hold half of one, and a field that is full can end within one. */
    @ParameterizedTest
    @ValueSource(strings = {"a\uD800b", "\uDC00", "nineteen characters\uD83D\uDE00", "\uDE00\uD83D"})
    void aNameIsTheSameInTheListAndInTheAnswerAboutTheSession(String user) {
        SessionRow row = row(user);
        String field = hex(user.substring(0, Math.min(20, user.length())));

        SessionDetail detail = WtsDecoder.sessionDetail(
                infoEx().at(86, "00 00 ".repeat(21)).at(86, field).bytes());

        assertThat(detail.isOf(row)).isTrue();
        assertThat(user).startsWith(detail.user());
    }

    /** Reads the row as it is read from native memory. */
    private static SessionRow row(String user) {
        byte[] text = new NativeBytes(2 * user.length() + 2).at(0, hex(user)).bytes();
        try (Memory memory = new Memory(text.length)) {
            memory.write(0, text, 0, text.length);
            byte[] bytes = ByteBuffer.allocate(56)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(8, 3)
                    .putLong(32, Pointer.nativeValue(memory))
                    .array();
            return WtsDecoder.sessionRows(bytes, 1, SessionInfo1.SESSION_ID, new NativeStrings())
                    .get(0);
        }
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> hex.append(String.format("%02X %02X ", c & 0xff, c >> 8)));
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource({"00 00 00 00, LOCKED", "01 00 00 00, UNLOCKED", "FF FF FF FF, UNKNOWN", "02 00 00 00, UNKNOWN"})
    void theLockIsReadAsNewWindowsNumbersIt(String flags, LockState expected) {
        assertThat(WtsDecoder.sessionDetail(infoEx().at(16, flags).bytes()).lock())
                .isEqualTo(expected);
    }

    @Test
    void anUnknownStateKeepsItsNumber() {
        SessionDetail detail =
                WtsDecoder.sessionDetail(infoEx().at(12, "2A 00 00 00").bytes());

        assertThat(detail.state()).isEqualTo(SessionState.UNKNOWN);
        assertThat(detail.stateCode()).isEqualTo(42);
    }

    @Test
    void anotherLevelIsAnError() {
        assertThatThrownBy(() ->
                        WtsDecoder.sessionDetail(infoEx().at(0, "02 00 00 00").bytes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("WTSINFOEXW has level 2. Expected: 1.");
    }

    @Test
    void aLongerAnswerIsRead() {
        byte[] longer = new byte[300];
        System.arraycopy(infoEx().bytes(), 0, longer, 0, 232);

        assertThat(WtsDecoder.sessionDetail(longer).id()).isEqualTo(3);
    }

    @Test
    void shortAnswersAreErrors() {
        assertThatThrownBy(() -> WtsDecoder.sessionDetail(infoEx().firstBytes(231)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("WTSINFOEXW has 231 bytes. Expected: at least 232.");
        assertThatThrownBy(() -> WtsDecoder.sessionDetail(new byte[0])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WtsDecoder.client(new byte[2303], "", ClientProtocol.RDP))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WtsDecoder.clientAddress(new byte[23])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WtsDecoder.clientProtocol(new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        WtsDecoder.sessionRows(new byte[111], 2, SessionInfo1.EXEC_ENV_ID, WtsDecoderTest::string))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WtsDecoder.sessionIds(new byte[23], 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WtsDecoder.processes(new byte[63], 1, WtsDecoderTest::string))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rowsAreReadFieldByField() {
        byte[] bytes = new NativeBytes(112)
                .at(0, "FD FF FF FF 04 00 00 00 03 00 00 00")
                .at(16, "00 10 00 00 00 00 00 00 00 40 00 00 00 00 00 00")
                .at(32, "00 20 00 00 00 00 00 00 00 30 00 00 00 00 00 00 00 50 00 00 00 00 00 00")
                .at(56, "00 00 01 00 06 00 00 00 00 00 01 00")
                .bytes();

        assertThat(WtsDecoder.sessionRows(bytes, 2, SessionInfo1.EXEC_ENV_ID, WtsDecoderTest::string))
                .containsExactly(
                        new SessionRow(3, 4294967293L, "RDP-Tcp#3", 4, "Jürgen 日本", "CORP", "VM1", "FARM"),
                        new SessionRow(65536, 65536, "", 6, "", "", "", ""));
    }

    @Test
    void noRowsAreAnEmptyList() {
        assertThat(WtsDecoder.sessionRows(new byte[0], 0, SessionInfo1.EXEC_ENV_ID, WtsDecoderTest::string))
                .isEmpty();
        assertThat(WtsDecoder.sessionIds(new byte[0], 0)).isEmpty();
        assertThat(WtsDecoder.processes(new byte[0], 0, WtsDecoderTest::string)).isEmpty();
    }

    @Test
    void idsAreUnsigned() {
        byte[] bytes =
                new NativeBytes(48).at(0, "FE FF FF FF").at(24, "07 00 00 00").bytes();

        assertThat(WtsDecoder.sessionIds(bytes, 2)).containsExactly(4294967294L, 7L);
    }

    @Test
    void aClientIsReadFieldByField() {
        byte[] bytes = new NativeBytes(2304)
                .at(0, "50 00 43 00")
                .at(120, "43 00 3A 00")
                .at(642, "78 00 2E 00 65 00")
                .at(1234, "80 07 38 84 20 00")
                .at(1764, "61 4A 00 80")
                .bytes();

        var client = WtsDecoder.client(bytes, "192.0.2.7", ClientProtocol.RDP);

        assertThat(client.name()).isEqualTo("PC");
        assertThat(client.workingDirectory()).isEqualTo("C:");
        assertThat(client.initialProgram()).isEqualTo("x.e");
        assertThat(client.width()).isEqualTo(1920);
        assertThat(client.height()).isEqualTo(33848);
        assertThat(client.colorDepth()).isEqualTo(32);
        assertThat(client.build()).isEqualTo(2147502689L);
        assertThat(client.address()).isEqualTo("192.0.2.7");
        assertThat(client.protocol()).isEqualTo(ClientProtocol.RDP);
    }

    @ParameterizedTest
    @CsvSource({"50 00 43 00, PC", "50 00 43 00 00 00, PC", "50 00 43 00 00 00 41 00, PC", "00 00, ''"})
    void aClientNameEndsAtItsTerminatorOrWithTheAnswer(String bytes, String expected) {
        byte[] answer = HexFormat.ofDelimiter(" ").parseHex(bytes);

        assertThat(WtsDecoder.clientName(answer)).isEqualTo(expected);
    }

    @Test
    void aClientThatIsNotThereHasNoResolution() {
        var client = WtsDecoder.client(new byte[2304], "", ClientProtocol.CONSOLE);

        assertThat(client.width()).isEqualTo(-1);
        assertThat(client.height()).isEqualTo(-1);
        assertThat(client.colorDepth()).isEqualTo(-1);
        assertThat(client.build()).isEqualTo(-1);
        assertThat(client.name()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "02 00 00 00, 00 00 C0 00 02 FF, 192.0.2.255",
        "17 00 00 00, 00 00 20 01 0D B8 00 00 00 00 00 00 00 00 00 00 00 01, 2001:db8::1",
        "17 00 00 00, 00 00 00 00 00 00 00 00 00 00 00 00 FF FF C0 00 02 07, ::ffff:192.0.2.7",
        "02 00 00 00, 00 00 00 00 00 00, ''",
        "17 00 00 00, 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00, ''",
        "00 00 00 00, 00 00 C0 00 02 FF, ''",
        "11 00 00 00, 00 00 C0 00 02 FF, ''"
    })
    void anAddressIsReadByItsFamily(String family, String address, String expected) {
        byte[] bytes = new NativeBytes(24).at(0, family).at(4, address).bytes();

        assertThat(WtsDecoder.clientAddress(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"00 00, CONSOLE", "01 00, ICA", "02 00, RDP", "03 00, UNKNOWN", "FF FF, UNKNOWN"})
    void aProtocolIsReadByItsNumber(String hex, ClientProtocol expected) {
        assertThat(WtsDecoder.clientProtocol(new NativeBytes(2).at(0, hex).bytes()))
                .isEqualTo(expected);
    }

    /** Negative ones, and two whose sum is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FF FF FF FF FF FF FF FF 01 00 00 00 00 00 00 00",
                "FF FF FF FF FF FF FF 7F 01 00 00 00 00 00 00 00"
            })
    void aProcessorTimeThatCannotBeIsUnknown(String times) {
        byte[] bytes = new NativeBytes(64).at(4, "08 00 00 00").at(48, times).bytes();

        assertThat(WtsDecoder.processes(bytes, 1, WtsDecoderTest::string))
                .extracting(ProcessInfo::cpuMillis)
                .containsExactly(-1L);
    }

    @ParameterizedTest
    @CsvSource({
        "00 00 00 00 00 00 00 00, E8 03 00 00 00 00 00 00, 1000",
        "E8 03 00 00 00 00 00 00, 00 00 00 00 00 00 00 00, 1000",
        "00 00 00 00 00 00 00 00, 00 00 00 00 00 00 00 00, 0"
    })
    void aProcessThatHasRunInOneModeOnlyOrNotYetHasAProcessorTime(String user, String kernel, long expected) {
        byte[] bytes = new NativeBytes(64)
                .at(4, "08 00 00 00")
                .at(48, user)
                .at(56, kernel)
                .bytes();

        assertThat(WtsDecoder.processes(bytes, 1, WtsDecoderTest::string))
                .extracting(ProcessInfo::cpuMillis)
                .containsExactly(expected);
    }

    @Test
    void processesAreReadFieldByFieldWithoutTheIdleProcess() {
        byte[] bytes = new NativeBytes(128)
                .at(64, "03 00 00 00 FF FF FF FF 00 20 00 00 00 00 00 00")
                .at(88, "05 00 00 00 06 00 00 00")
                .at(104, "00 00 00 F0")
                .at(112, "E8 03 00 00 00 00 00 00 D0 07 00 00 00 00 00 00")
                .bytes();

        assertThat(WtsDecoder.processes(bytes, 2, WtsDecoderTest::string))
                .containsExactly(new ProcessInfo(3, 4294967295L, "Jürgen 日本", 3000, 4026531840L, 6, 5));
    }
}
