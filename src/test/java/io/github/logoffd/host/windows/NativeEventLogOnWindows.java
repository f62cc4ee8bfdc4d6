package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/**
 * The real calls of {@code advapi32.dll}, run inside a Windows JVM by {@code WindowsJvmIT}. Wine takes entries and
 * keeps none, so only that the calls are taken can be shown.
 */
class NativeEventLogOnWindows {

    @Test
    void entriesOfEveryTypeAreTaken() {
        WindowsEventLog log = WindowsEventLog.ofThisMachine();

        assertThatCode(() -> {
                    log.information(100, "An entry of a test: jörg 日本 \uD83D\uDE00");
                    log.warning(120, "A line\r\nand another");
                    log.error(130, "");
                })
                .doesNotThrowAnyException();
    }
}
