package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A word that shows nothing, as a batch file with an unset variable gives it: it names no session, whatever sessions
 * there are.
 */
class BlankWordTest extends CommandFixture {

    private static final List<String> BLANKS = List.of(
            "", " ", "\t", "\u00a0", "\u2007", "\u3000", "\u200b", "\ufeff", "\u2800", "\u3164", " \u00a0\u200b");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("logoff", "WORD"),
            List.of("logoff", "WORD", "/V"),
            List.of("logoff", "3", "/EXPECT:WORD"),
            List.of("logoff", "3", "/SERVER:WORD"),
            List.of("tsdiscon", "WORD"),
            List.of("msg", "WORD", "hello"),
            List.of("msg", "@WORD", "hello"),
            List.of("qwinsta", "WORD"),
            List.of("query", "session", "WORD"),
            List.of("quser", "WORD"));

    static Stream<Arguments> blankLines() {
        return COMMANDS.stream()
                .flatMap(command -> BLANKS.stream()
                        .map(blank -> Arguments.of(command.stream()
                                .map(word -> word.replace("WORD", blank))
                                .toList())));
    }

    @BeforeEach
    void playSessionsWithoutAName() {
        host.with(new SessionRow(7, 7, "", SessionState.ACTIVE.code(), "carol", "CORP", "", ""))
                .with(new SessionRow(8, 8, "\u00a0", SessionState.ACTIVE.code(), "dora", "CORP", "", ""));
    }

    @ParameterizedTest
    @MethodSource("blankLines")
    void itIsAWrongCommandLine(List<String> line) {
        assertThat(run(line.toArray(String[]::new))).isEqualTo(2);

        assertThat(err().get(0)).isEqualTo("Invalid parameter(s)");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void aBlankLineOfAFileIsNoReceiver(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("who.txt"), "alice\n\n \n\u00a0\n\u200b\n4\n");

        assertThat(run("msg", "@" + file, "Hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200b\n"})
    void aMessageThatShowsNothingIsNone(String text) {
        assertThat(run("msg", "3", text)).isEqualTo(1);

        assertThat(err()).containsExactly("The message is empty. Give a text.");
        assertThat(host.calls()).isEmpty();
    }
}
