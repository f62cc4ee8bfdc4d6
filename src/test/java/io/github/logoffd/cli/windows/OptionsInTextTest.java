package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An option behind the text of a message was meant as one: it is not sent unless {@code --} precedes it. */
class OptionsInTextTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--simulate",
                "--SIMULATE",
                "--url",
                "--url=http://127.0.0.1:8778/jolokia",
                "--URL:x",
                "--user-file",
                "--ca=x",
                "--timeout",
                "--json",
                "/JSON",
                "/json",
                "--help",
                "/WHATIF",
                "/whatif",
                "/EXPECT:bob",
                "--dry-run",
                "--simulat"
            })
    void itIsRefusedInASentence(String option) {
        assertThat(run("msg", "3", "Server", "reboots", option, "now")).isEqualTo(2);

        assertThat(err())
                .containsExactly("\"" + option + "\" is in the text of the message. Put options before the text,"
                        + " or -- before a text that has them.");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void theFirstWordOfTheTextCountsToo() {
        assertThat(run("msg", "3", "Server", "--simulate")).isEqualTo(2);
        assertThat(run("msg", "--simulat", "3", "Server")).isEqualTo(2);
        assertThat(run("msg", "3", "/WHATIF", "Server")).isEqualTo(2);

        assertThat(host.calls()).isEmpty();
    }

    @Test
    void behindTwoDashesEverythingIsText() {
        assertThat(run("msg", "3", "--", "--simulate", "/JSON", "--", "x")).isZero();
        assertThat(run("msg", "3", "/V", "--", "Server", "--simulate")).isZero();

        assertThat(host.messages())
                .extracting(Message::text)
                .containsExactly("--simulate /JSON -- x", "Server --simulate");
    }

    @Test
    void withoutAWordBehindThemTheTextIsStandardInput() {
        input = "use --simulate";

        assertThat(run("msg", "3", "--")).isZero();

        assertThat(host.messages()).extracting(Message::text).containsExactly("use --simulate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Save now -- then leave", "use /V and /W", "- one - two", "-1 at --> 2", "please use--simulate"})
    void textWithoutThemStaysAsItIs(String text) {
        assertThat(run(("msg 3 " + text).split(" "))).isEqualTo(text.startsWith("-") ? 2 : 0);
        assertThat(run("msg", "3", "about " + text + " --simulate")).isZero();
    }

    @Test
    void twoDashesElsewhereAreAWrongCommandLine() {
        for (List<String> line : List.of(
                List.of("msg", "--", "3", "hello"),
                List.of("logoff", "--", "3"),
                List.of("quser", "--"),
                List.of("tsdiscon", "3", "--"))) {
            assertThat(run(line.toArray(String[]::new))).as(line.toString()).isEqualTo(2);
        }
        assertThat(host.calls()).isEmpty();
    }
}
