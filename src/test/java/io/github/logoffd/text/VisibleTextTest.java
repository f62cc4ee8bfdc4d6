package io.github.logoffd.text;

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

    @Test
    void nothingHiddenIsLeftWhateverTheCharacter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_VALUE)
                        .mapToObj(Character::toString)
                        .map(VisibleText::of)
                        .flatMapToInt(String::codePoints))
                .noneMatch(VisibleText::isHidden);
    }
}
