package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words are keys, whatever their host. */
class LogonKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RDS01:3:2026-03-02T08:00:00.123456700Z",
                "rds01.corp.example:0:none",
                "2001:db8::7:3:2026-03-02T08:00:00Z"
            })
    void aKeyIsFoundByItsForm(String word) {
        assertThat(LogonKey.isKey(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "RDP-Tcp#3",
                "RDS01:3",
                "3:2026-03-02T08:00:00Z",
                ":3:2026-03-02T08:00:00Z",
                "RDS01:03:2026-03-02T08:00:00Z",
                "RDS01:3:2026-03-02",
                "RDS01:3:2026-03-02T08:00:00.123456789Z",
                "RDS 01:3:none"
            })
    void noOtherWordIsAKey(String word) {
        assertThat(LogonKey.isKey(word)).isFalse();
    }
}
