package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleCodePageTest {

    /** What Windows makes of the text with each of its code pages. */
    @ParameterizedTest
    @CsvSource({
        "437, Jörg, 4A 94 72 67",
        "850, Jörg, 4A 94 72 67",
        "1252, Jörg €, 4A F6 72 67 20 80",
        "65001, Jörg, 4A C3 B6 72 67",
        "866, Иван, 88 A2 A0 AD",
        "874, ก€, A1 80",
        "932, 髙橋\\①, FB FC 8B B4 5C 87 40",
        "936, 张€, D5 C5 80",
        "949, 김똠, B1 E8 8C 63",
        "950, 陳, B3 AF",
        "437, Łukasz, 3F 75 6B 61 73 7A",
    })
    void aCodePageIsThatOfWindows(int number, String text, String bytes) {
        assertThat(hex(text.getBytes(ConsoleCodePage.charset(number)))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"720", "54936", "1", "-1", "2147483647"})
    void oneThatJavaDoesNotKnowShowsNoWrongCharacters(int number) {
        Charset charset = ConsoleCodePage.charset(number);

        assertThat(charset).isEqualTo(StandardCharsets.US_ASCII);
        assertThat(new String("Jörg".getBytes(charset), StandardCharsets.US_ASCII))
                .isEqualTo("J?rg");
    }

    /** Java has code pages of IBM with the same numbers. */
    @ParameterizedTest
    @CsvSource({"874, x-windows-874", "950, x-windows-950"})
    void theFirstAndTheLastAsianOneAreThoseOfWindows(int number, String charset) {
        assertThat(ConsoleCodePage.charset(number).name()).isEqualTo(charset);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }
}
