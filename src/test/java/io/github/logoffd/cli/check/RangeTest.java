package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of the plugins' guidelines. */
class RangeTest {

    @ParameterizedTest
    @CsvSource({
        "10,-1 11,0 5 10",
        "10:,9 0 -1,10 11",
        ":10,-1 11,0 10",
        "~:10,11,-99 0 10",
        "10:20,9 21,10 15 20",
        "@10:20,10 15 20,9 21",
        "@10,0 10,-1 11",
        "-5:-2,-6 -1,-5 -2",
        "0.5:1.5,0 2,1",
        "~:,,-1 0 1",
        "0,-1 1,0"
    })
    void aRangeAlertsAsTheGuidelinesSay(String text, String alerting, String quiet) {
        Range range = Range.parse(text).orElseThrow();

        assertThat(numbers(alerting))
                .allSatisfy(number -> assertThat(range.alerts(number)).isTrue());
        assertThat(numbers(quiet))
                .isNotEmpty()
                .allSatisfy(number -> assertThat(range.alerts(number)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "@",
                "@:",
                "a",
                "10 ",
                "20:10",
                "10:~",
                "~",
                "10:20:30",
                "1e5",
                "1,5",
                "5s",
                "--5",
                "9999999999999999",
                "٣"
            })
    void whatIsNoRangeIsNone(String text) {

        assertThat(Range.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10,5,true",
        "5,10,false",
        "5,5,false",
        "5:,10:,true",
        "10:,5:,false",
        "@5:6,@1:9,true",
        "@1:9,@5:6,false",
        "@20:30,10,true",
        "@5:30,10,false",
        "~:,10,true",
        "10,~:,false",
        "10,@20:30,false"
    })
    void aWarningThatNeverComesFirstIsNarrower(String warning, String critical, boolean narrower) {
        assertThat(Range.parse(warning)
                        .orElseThrow()
                        .isNarrowerThan(Range.parse(critical).orElseThrow()))
                .isEqualTo(narrower);
    }

    private static List<Long> numbers(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ", -1)).map(Long::parseLong).toList();
    }
}
