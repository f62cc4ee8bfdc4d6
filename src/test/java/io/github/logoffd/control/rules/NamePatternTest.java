package io.github.logoffd.control.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a pattern stands for. */
class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "alice, ALICE",
        "al*, alice",
        "*, ''",
        "*ce, alice",
        "a**e, alice",
        "?????, alice",
        "CORP\\*, corp\\alice",
        "*\\alice, CORP\\alice",
        "RDP-Tcp#?, rdp-tcp#7",
        "a.c, a.c",
        "a*b*c, aXbbYcc",
        "*a*a*a*b, aaaaaaaaaaaaaaaaaaaab",
        "x?y, x\uD83D\uDE00y",
        "M\u00DCLLER, m\u00FCller"
    })
    void aNameMatchesInAnyCase(String pattern, String name) {
        assertThat(new NamePattern(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alic",
        "alice, alicex",
        "al?, al",
        "????, alice",
        "a.c, abc",
        "*a*b, abab!",
        "a*, ba",
        "CORP\\*, alice",
        "7, 17",
        "'', a",
        "smith, \u017Fmith",
        "\u017Fmith, SMITH",
        "indira, \u0131ndira",
        "kelvin, \u212Aelvin"
    })
    void anotherNameDoesNot(String pattern, String name) {
        assertThat(new NamePattern(pattern).matches(name)).isFalse();
    }
}
