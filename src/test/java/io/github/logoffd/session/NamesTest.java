package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which spellings Windows takes for one name. */
class NamesTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, ALICE",
        "CORP\\alice, corp\\Alice",
        "M\u00FCller, M\u00DCLLER",
        "\u00FFves, \u0178VES",
        "\u043E\u043B\u044C\u0433\u0430, \u041E\u041B\u042C\u0413\u0410",
        "\u03C3\u03AF\u03BC\u03BF\u03C2, \u03A3\u038A\u039C\u039F\u03C2",
        "'', ''"
    })
    void caseDoesNotMatter(String name, String spelling) {
        assertThat(Names.same(name, spelling)).isTrue();
        assertThat(Names.folded(name)).isEqualTo(Names.folded(spelling));
    }

    @ParameterizedTest
    @CsvSource({
        "smith, \u017Fmith",
        "SMITH, \u017FMITH",
        "indira, \u0131ndira",
        "INDIRA, \u0130NDIRA",
        "kelvin, \u212Aelvin",
        "\u00E5sa, \u212Bsa",
        "\u03BCtorrent, \u00B5torrent",
        "stra\u00DFe, STRASSE",
        "jos\u00E9, jose\u0301",
        "alice, alic",
        "alice, 'alice '",
        "a, ''"
    })
    void anotherLetterIsAnotherName(String name, String other) {
        assertThat(Names.same(name, other)).isFalse();
        assertThat(Names.same(other, name)).isFalse();
        assertThat(Names.folded(name)).isNotEqualTo(Names.folded(other));
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        Locale.setDefault(Locale.forLanguageTag("tr"));

        assertThat(Names.same("indira", "INDIRA")).isTrue();
        assertThat(Names.folded("indira")).isEqualTo("INDIRA");
    }

    @Test
    void aFoldedNameIsTheSameName() {
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            String name = Character.toString((char) character);

            assertThat(Names.same(name, Names.folded(name))).isTrue();
            assertThat(Names.folded(Names.folded(name))).isEqualTo(Names.folded(name));
        }
    }
}
