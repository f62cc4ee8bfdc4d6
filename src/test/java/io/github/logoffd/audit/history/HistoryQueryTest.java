package io.github.logoffd.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.audit.journal.JournalKind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQueryTest {

    private static final Instant NOW = Instant.parse("2026-03-09T08:00:00Z");

    private static HistoryQuery query(String... parameters) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return HistoryQuery.of(map, NOW);
    }

    @Test
    void withoutParametersTheNewestHundredLinesAreWanted() {
        HistoryQuery query = query();

        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.from()).isEmpty();
        assertThat(query.kind()).isEmpty();
    }

    @Test
    void anEmptyParameterCountsAsMissing() {
        assertThat(query(
                        "user", "", "host", "", "session", "", "from", "", "to", "", "kind", "", "limit", "", "cursor",
                        ""))
                .isEqualTo(query());
    }

    @ParameterizedTest
    @CsvSource({
        "7d, 2026-03-02T08:00:00Z",
        "12h, 2026-03-08T20:00:00Z",
        "30m, 2026-03-09T07:30:00Z",
        "90s, 2026-03-09T07:58:30Z",
        "2w, 2026-02-23T08:00:00Z",
        "2026-03-02, 2026-03-02T00:00:00Z",
        "2026-03-02T08:15:00.123456Z, 2026-03-02T08:15:00.123456Z",
        "2026-03-02T09:15:00+01:00, 2026-03-02T08:15:00Z"
    })
    void aTimeIsATimeADateOrHowLongAgo(String text, Instant expected) {
        assertThat(query("from", text).from()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "7", "7y", "-7d", "2026-13-01", "+999999999-01-01", "2026-03-02T08:15:00", " 7d"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> query("from", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("from is \"" + text + "\", which is not a time. Give one such as ");
    }

    @Test
    void wrongParametersAreRefusedWithWhatWasGivenAndWhatToDo() {
        assertThatThrownBy(() -> query("usr", "anna"))
                .hasMessage("Unknown parameter \"usr\". Known: user, host, session, from, to, kind, limit, cursor.");
        assertThatThrownBy(() -> query("kind", "all"))
                .hasMessage("kind is \"all\". Give acts, sessions, denials, service, or nothing for all.");
        assertThatThrownBy(() -> query("session", "TS01:3"))
                .hasMessage("session is \"TS01:3\", which is not the Key of a session. Give one such as"
                        + " TS01:3:2026-03-02T08:15:00Z.");
        assertThatThrownBy(() -> query("from", "1d", "to", "2d"))
                .hasMessage("from is 2026-03-08T08:00:00Z and to is 2026-03-07T08:00:00Z, so no line can match. Give a"
                        + " from that is earlier than to.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "10000000000", "1.5"})
    void aLimitIsFromOneToAThousand(String limit) {
        assertThatThrownBy(() -> query("limit", limit))
                .hasMessage("limit is \"" + limit + "\". Give a number from 1 to 1000.");
    }

    @Test
    void wordsAreConditionsAndABareWordIsTheUser() {
        assertThat(HistoryWords.parse("anna", "", 5, NOW)).isEqualTo(query("user", "anna", "limit", "5"));
        assertThat(HistoryWords.parse("  user=anna  host=TS01 kind=acts ", "7d", 5, NOW))
                .isEqualTo(query("user", "anna", "host", "TS01", "kind", "acts", "from", "7d", "limit", "5"));
        assertThat(HistoryWords.parse("user=\"Anna B\"", "", 5, NOW).user()).isEqualTo("Anna B");
        assertThat(HistoryWords.parse("\"Anna B\" host=", "", 5, NOW)).isEqualTo(query("user", "Anna B", "limit", "5"));
        assertThat(HistoryWords.parse("user=\"anna", "", 5, NOW).user()).isEqualTo("\"anna");
        assertThat(HistoryWords.parse("CORP\\anna", "", 5, NOW).user()).isEqualTo("CORP\\anna");
        assertThat(HistoryWords.parse("", "", 5, NOW)).isEqualTo(query("limit", "5"));
        assertThat(HistoryWords.parse("kind=service", "", 5, NOW).kind()).contains(JournalKind.SERVICE);
    }

    @Test
    void wordsThatContradictOrAreUnknownAreRefused() {
        assertThatThrownBy(() -> HistoryWords.parse("anna bert", "", 5, NOW))
                .hasMessage("The condition user is given twice. Give it once.");
        assertThatThrownBy(() -> HistoryWords.parse("color=red", "", 5, NOW)).hasMessageContaining("\"color\"");
        assertThatThrownBy(() -> HistoryWords.parse("anna", "", 0, NOW)).hasMessageContaining("limit is \"0\"");
    }
}
