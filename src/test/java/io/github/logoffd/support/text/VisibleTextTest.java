package io.github.logoffd.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could forge or hide something is shown by its number. */
class VisibleTextTest {

    @ParameterizedTest
    @CsvSource({
        "line feed, 000A",
        "escape, 001B",
        "delete, 007F",
        "next line, 0085",
        "soft hyphen, 00AD",
        "zero width space, 200B",
        "right-to-left mark, 200F",
        "line separator, 2028",
        "paragraph separator, 2029",
        "right-to-left override, 202E",
        "isolate, 2066",
        "byte order mark, FEFF",
        "half of a pair, D83D",
        "other half, DE00",
        "private use, E000",
        "no character, FFFF",
        "tag, E0041"
    })
    void aHiddenCharacterIsShownByItsNumber(String name, String hex) {
        String character = Character.toString(Integer.parseInt(hex, 16));

        assertThat(VisibleText.of("CORP\\" + character + "x")).as(name).isEqualTo("CORP\\<U+" + hex + ">x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "CORP\\jürgen", "日本", "\uD83D\uDE00", "e\u0301", "<U+000A>", "~ "})
    void textThatPeopleReadStaysAsItIs(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "space, 0020",
        "tab, 0009",
        "line feed, 000A",
        "information separator, 001F",
        "next line, 0085",
        "no-break space, 00A0",
        "soft hyphen, 00AD",
        "grapheme joiner, 034F",
        "Hangul choseong filler, 115F",
        "Ogham space, 1680",
        "Khmer vowel inherent, 17B4",
        "Mongolian variation selector, 180B",
        "Mongolian vowel separator, 180E",
        "figure space, 2007",
        "zero width space, 200B",
        "zero width joiner, 200D",
        "right-to-left mark, 200F",
        "line separator, 2028",
        "paragraph separator, 2029",
        "narrow no-break space, 202F",
        "mathematical space, 205F",
        "word joiner, 2060",
        "Braille blank, 2800",
        "ideographic space, 3000",
        "Hangul filler, 3164",
        "variation selector, FE0F",
        "byte order mark, FEFF",
        "halfwidth Hangul filler, FFA0",
        "tag space, E0020",
        "variation selector 17, E0100"
    })
    void whatNoUserSeesIsBlank(String name, String hex) {
        String character = Character.toString(Integer.parseInt(hex, 16));

        assertThat(VisibleText.isBlank(character)).as(name).isTrue();
        assertThat(VisibleText.isBlank(" " + character + character)).as(name).isTrue();
        assertThat(VisibleText.isBlank(character + "x")).as(name).isFalse();
        assertThat(VisibleText.strip(character + "x" + character + "y " + character))
                .as(name)
                .isEqualTo("x" + character + "y");
        assertThat(VisibleText.strip(character)).as(name).isEmpty();
    }

    @Test
    void anEmptyTextIsBlank() {
        assertThat(VisibleText.isBlank("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "_", "-", ".", "é", "ー", "日", "\uD83D\uDE00", "\uD83D", "\uE000", "\u0301", "\u0378"})
    void whatHasAGlyphOrCouldHaveOneIsNotBlank(String text) {
        assertThat(VisibleText.isBlank(text)).isFalse();
    }

    @Test
    void wellFormedTextStaysTheSameText() {
        String text = "CORP\\a\n\u202E\uD83D\uDE00\uFFFF";

        assertThat(VisibleText.wellFormed(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\uD800', <U+D800>",
        "'\uDFFFx', <U+DFFF>x",
        "'\uDE00\uD83D', <U+DE00><U+D83D>",
        "'\n\uD83D\uD83D\uDE00', '\n<U+D83D>\uD83D\uDE00'"
    })
    void onlyHalvesOfPairsKeepTextFromBeingWellFormed(String text, String wellFormed) {
        assertThat(VisibleText.wellFormed(text)).isEqualTo(wellFormed);
    }

    @Test
    void nothingHiddenIsLeftWhateverTheCharacter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_VALUE)
                        .mapToObj(Character::toString)
                        .map(VisibleText::of)
                        .flatMapToInt(String::codePoints))
                .noneMatch(VisibleText::isHidden);
    }
}
