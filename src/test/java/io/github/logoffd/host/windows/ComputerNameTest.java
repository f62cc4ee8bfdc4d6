package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.ptr.IntByReference;
import org.junit.jupiter.api.Test;

/** The DNS domain of the machine, as Windows reports it. */
class ComputerNameTest {

    private record Answer(boolean success, String domain) implements Kernel32 {

        @Override
        public int GetCurrentProcessId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int GetConsoleOutputCP() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean ProcessIdToSessionId(int processId, IntByReference session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean GetComputerNameExW(int nameType, char[] buffer, IntByReference size) {
            assertThat(nameType).isEqualTo(2);
            assertThat(size.getValue()).isEqualTo(buffer.length);
            domain.getChars(0, domain.length(), buffer, 0);
            size.setValue(domain.length());
            return success;
        }
    }

    @Test
    void theDomainIsThatOfWindows() {
        assertThat(ComputerName.dnsDomain(new Answer(true, "corp.example"))).isEqualTo("corp.example");
        assertThat(ComputerName.dnsDomain(new Answer(true, ""))).isEmpty();
    }

    @Test
    void withoutAnAnswerThereIsNone() {
        assertThat(ComputerName.dnsDomain(new Answer(false, "corp.example"))).isEmpty();
    }
}
