package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import io.github.logoffd.session.SessionApiException;
import org.junit.jupiter.api.Test;

/** The session of this process, as Windows reports it. */
class OwnSessionTest {

    private record Answer(boolean success, int session) implements Kernel32 {

        @Override
        public int GetConsoleOutputCP() {
            return 0;
        }

        @Override
        public int GetCurrentProcessId() {
            return 4711;
        }

        @Override
        public boolean GetComputerNameExW(int nameType, char[] buffer, IntByReference size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean ProcessIdToSessionId(int dwProcessId, IntByReference pSessionId) {
            assertThat(dwProcessId).isEqualTo(4711);
            Native.setLastError(success ? 0 : 87);
            pSessionId.setValue(session);
            return success;
        }
    }

    @Test
    void theIdIsThatOfTheProcess() {
        assertThat(OwnSession.id(new Answer(true, 3))).isEqualTo(3);
        assertThat(OwnSession.id(new Answer(true, -2))).isEqualTo(4_294_967_294L);
    }

    @Test
    void whatWindowsDoesNotTellIsAFailure() {
        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> OwnSession.id(new Answer(false, 0)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(87));
    }
}
