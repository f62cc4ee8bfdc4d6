package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that write an entry. */
class WindowsEventLogTest {

    private static final int RPC_SERVER_UNAVAILABLE = 1722;

    private final FakeAdvapi32 api = new FakeAdvapi32();
    private final WindowsEventLog log = new WindowsEventLog(api);

    @Test
    void anEntryOpensWritesAndCloses() throws Exception {
        log.information(100, "logoff: done");

        assertThat(api.calls)
                .containsExactly(
                        "RegisterEventSource null logoffd",
                        "ReportEvent type=4 category=0 id=100 user=null strings=1 data=0 [logoff: done] null",
                        "DeregisterEventSource");
    }

    @Test
    void theTypesAreThoseOfWindows() throws Exception {
        log.error(1, "a");
        log.warning(2, "b");
        log.information(3, "c");

        assertThat(api.calls.stream().filter(call -> call.startsWith("ReportEvent")))
                .satisfiesExactly(
                        call -> assertThat(call).contains("type=1 ").contains("id=1 "),
                        call -> assertThat(call).contains("type=2 ").contains("id=2 "),
                        call -> assertThat(call).contains("type=4 ").contains("id=3 "));
    }

    @ParameterizedTest
    @CsvSource({"fe80::1%12, fe80::1% 12", "%%5, % % 5", "100 % sure %s, 100 % sure %s", "%1%2, % 1% 2", "a%, a%"})
    void nothingInATextIsTakenForThePlaceOfAnother(String text, String shown) throws Exception {
        log.information(1, text);

        assertThat(api.texts).containsExactly(shown);
    }

    @Test
    void aTextIsCutWhereWindowsWouldRefuseIt() throws Exception {
        log.information(1, "x".repeat(31_000));
        log.information(1, "x".repeat(31_001));

        assertThat(api.texts).extracting(String::length).containsExactly(31_000, 31_010);
        assertThat(api.texts.get(1).substring(30_998)).isEqualTo("xx (cut off)");
    }

    @Test
    void aLogThatCannotBeOpenedIsReportedWithItsError() {
        api.opened = null;

        assertThatIOException()
                .isThrownBy(() -> log.warning(1, "a"))
                .withMessage("RegisterEventSource failed with error [1722].");
        assertThat(api.calls).hasSize(1);
    }

    @Test
    void anEntryThatIsRefusedIsReportedAndTheLogIsClosed() {
        api.success = false;

        assertThatIOException()
                .isThrownBy(() -> log.warning(1, "a"))
                .withMessage("ReportEvent failed with error [1722].");
        assertThat(api.calls).last().isEqualTo("DeregisterEventSource");
    }

    private static final class FakeAdvapi32 implements Advapi32 {

        private final List<String> calls = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private Pointer opened = new Pointer(0x1234);
        private boolean success = true;

        @Override
        public Pointer RegisterEventSource(String server, String source) {
            calls.add("RegisterEventSource " + server + ' ' + source);
            Native.setLastError(opened == null ? RPC_SERVER_UNAVAILABLE : 0);
            return opened;
        }

        @Override
        public boolean ReportEvent(
                Pointer log,
                short type,
                short category,
                int id,
                Pointer user,
                short count,
                int size,
                String[] strings,
                Pointer data) {
            calls.add("ReportEvent type=" + type + " category=" + category + " id=" + id + " user=" + user + " strings="
                    + count + " data=" + size + ' ' + List.of(strings) + ' ' + data);
            texts.addAll(List.of(strings));
            Native.setLastError(success ? 0 : RPC_SERVER_UNAVAILABLE);
            return success && log.equals(opened);
        }

        @Override
        public boolean LookupAccountSid(
                String lpSystemName,
                byte[] Sid,
                char[] Name,
                IntByReference cchName,
                char[] ReferencedDomainName,
                IntByReference cchReferencedDomainName,
                IntByReference peUse) {
            throw new UnsupportedOperationException("The event log asks for no accounts.");
        }

        @Override
        public boolean DeregisterEventSource(Pointer log) {
            calls.add("DeregisterEventSource");
            Native.setLastError(0);
            return log.equals(opened);
        }
    }
}
