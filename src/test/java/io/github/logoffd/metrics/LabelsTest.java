package io.github.logoffd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that users and clients choose: one of them must never make the rest unreadable. */
class LabelsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "o'neill, o'neill",
                "a\"b, a\\\"b",
                "a\\b, a\\\\b",
                "a\\nb, a\\\\nb",
                "zoë 日本 \uD83D\uDE00, zoë 日本 \uD83D\uDE00",
                "=cmd|'/c calc'!A1, =cmd|'/c calc'!A1",
                "+1-1@x, +1-1@x",
                "a}b{c=1, a}b{c=1"
            })
    void aTextComesThroughAsItIs(String user, String escaped) {
        assertThat(account(user)).isEqualTo("CORP\\\\" + escaped);
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(account("a\nb")).isEqualTo("CORP\\\\a<U+000A>b");
        assertThat(account("a\r\0b")).isEqualTo("CORP\\\\a<U+000D><U+0000>b");
        assertThat(account("a\u202Eb")).isEqualTo("CORP\\\\a<U+202E>b");
        assertThat(account("a\uD83Db")).isEqualTo("CORP\\\\a<U+D83D>b");
    }

    /** Returns the label as it stands in the text, where it has to be on one line. */
    private static String account(String user) {
        try (MetricsFixture fixture = new MetricsFixture(new ScriptedHost().with(Samples.active(3, user)))) {
            List<String> lines = fixture.series("logoffd_session_info");
            assertThat(lines).hasSize(2);
            String line = lines.stream()
                    .filter(series -> series.contains(",id=\"3\","))
                    .findFirst()
                    .orElseThrow();
            String start = "account=\"";
            return line.substring(
                    line.indexOf(start) + start.length(), line.indexOf("\",client_address=\"192.0.2.7\""));
        }
    }

    @Test
    void aSessionThatIsListedTwiceIsOneSeries() {
        ScriptedHost host = new ScriptedHost().with(Samples.active(3, "alice"));

        try (MetricsFixture fixture = new MetricsFixture(host, new Doubled(host), MetricsFixture.ALL)) {
            assertThat(fixture.monitor.status().snapshot().sessions()).hasSize(4);
            assertThat(fixture.series("logoffd_session_info")).hasSize(2);
        }
    }

    /** Lists everything twice. */
    private record Doubled(ScriptedHost host) implements SessionReader {

        @Override
        public List<SessionRow> enumerate() {
            return Stream.concat(host.sessions().stream(), host.sessions().stream())
                    .toList();
        }

        @Override
        public SessionDetail detail(long uniqueId) {
            return host.detail(uniqueId);
        }

        @Override
        public ClientInfo client(long uniqueId) {
            return host.client(uniqueId);
        }

        @Override
        public List<ProcessInfo> processes() {
            return host.processes();
        }
    }
}
