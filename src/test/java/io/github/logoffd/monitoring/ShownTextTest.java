package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SIM:4:2026-11-20T23:42:56.228444100Z # SIM:4:2027-01-01T00:00:00Z",
                "away for 18004 s # away for 18007 s",
                "anna rdp 2 Active 1 11/29/2026 6:47 PM # anna rdp 2 Active . 1/2/2027 11:07 AM",
                "x_seconds{host=\"a\"} 18004.0 # x_seconds{host=\"a\"} 18005.0",
                "removed from … now # removed from /tmp/users.txt now",
                "{\"a\":1,\"ElapsedMillis\":4} # {\"ElapsedMillis\":2,\"a\":1}",
                "{\"a\":1, …} # {\"b\":2,\"a\":1}",
                "{\"a\":[{\"b\":1, …}, …]} # {\"a\":[{\"b\":1,\"c\":2},{\"b\":3}]}",
                "{\"a\":\"at … now\"} # {\"a\":\"at 3 now\"}",
            })
    void whatMayDifferIsTheSame(String shown, String printed) {
        assertThat(ShownText.isSame(List.of(shown), List.of(printed))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SIM:4:2026-11-20T23:42:56Z # SIM:5:2026-11-20T23:42:56Z",
                "session 4 # session 5",
                "x_seconds{host=\"a\"} 1.0 # x_seconds{host=\"b\"} 1.0",
                "session # session 5",
                "{\"a\":1} # {\"a\":1,\"b\":2}",
                "{\"a\":1, …} # {\"a\":2}",
                "{\"a\":1, …} # {\"b\":2}",
                "{\"a\":[1]} # {\"a\":[1,2]}",
                "{\"a\":[1, …]} # {\"a\":[]}",
                "{\"a\":\"1\"} # {\"a\":1}",
                "{\"a\":true} # {\"a\":false}",
            })
    void everythingElseIsNot(String shown, String printed) {
        assertThat(ShownText.isSame(List.of(shown), List.of(printed))).isFalse();
    }

    @Test
    void noLineIsMissingOrAddedUnlessTheGuideLeavesItOut() {
        assertThat(ShownText.isSame(List.of(), List.of())).isTrue();
        assertThat(ShownText.isSame(List.of(), List.of("a"))).isFalse();
        assertThat(ShownText.isSame(List.of("a"), List.of())).isFalse();
        assertThat(ShownText.isSame(List.of("a", "c"), List.of("a", "b", "c"))).isFalse();
        assertThat(ShownText.isSame(List.of("a", "…", "c"), List.of("a", "b", "b", "c")))
                .isTrue();
        assertThat(ShownText.isSame(List.of("…"), List.of())).isTrue();
    }
}
