package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of the command lines of Windows, where it is not that of other programs. */
class ArgumentsTest {

    private static final Switches PLAIN = new Switches(Set.of("/V", "/VM"), Set.of("/EXPECT"), false);
    private static final Switches TEXT = new Switches(Set.of("/V", "/W"), Set.of("/TIME"), true);

    @Test
    void switchesComeInAnyCaseAndOrderAndTheLastValueCounts() {
        Arguments arguments = parsed("/vm", "/server:ONE", "3", "--Simulate", "/v", "/V", "/SERVER:two:2", "--JSON");

        assertThat(arguments.words()).containsExactly("3");
        assertThat(arguments.has("/V")).isTrue();
        assertThat(arguments.has("/VM")).isTrue();
        assertThat(arguments.has(Switches.JSON)).isTrue();
        assertThat(arguments.has(Switches.HELP)).isFalse();
        assertThat(arguments.value("/EXPECT")).isEmpty();
        assertThat(arguments.host(false, true))
                .isEqualTo(new HostChoice(Optional.of("two:2"), false, true, true, "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/V:",
                "/V:true",
                "/V:false",
                "/V=true",
                "/VV",
                "/V/VM",
                "-V",
                "/?:",
                "/help",
                "/SERVER",
                "/SERVER:",
                "/SERVER x",
                "/SERVER:  ",
                "/EXPECT:\u00a0",
                "/SERVER=x",
                "/SERVE:x",
                "/:x",
                "/",
                "-",
                "--",
                "-- 3",
                "-1",
                "-0x1",
                "/1",
                "/NaN",
                "-Infinity",
                "--json:true",
                "--json=true",
                "--simulate=true",
                "--no-simulate",
                "--sim",
                "--url",
                "--urls=x",
                "/url:x",
                "--user-file"
            })
    void whatIsNoSwitchOfTheCommandIsRefused(String line) {
        assertThat(Arguments.parse(List.of(line.split(" (?! )")), PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@file", "a:b", "a=b", "'q'", "\"q\"", "${sys:user.name}", "+1", "0x1F", ":x", "=x"})
    void everythingElseIsAWordAsItIs(String word) {
        assertThat(parsed(word, "/V", word).words()).containsExactly(word, word);
    }

    @Test
    void aValueMayLookLikeASwitch() {
        Arguments arguments = parsed("/EXPECT:/V", "--url", "/V", "/server:-x");

        assertThat(arguments.has("/V")).isFalse();
        assertThat(arguments.value("/EXPECT")).contains("/V");
        assertThat(arguments.host(true, false))
                .isEqualTo(new HostChoice(Optional.of("-x"), true, false, false, "", List.of("--url=/V")));
    }

    @Test
    void theOptionsOfAServiceAreHandedOnWithAnEqualsSign() {
        assertThat(parsed("--url=http://h:1/j?a=b", "3", "--user-file", "my file", "--timeout=5", "--ca", "", "--ca=x")
                        .host(false, false)
                        .service())
                .containsExactly("--url=http://h:1/j?a=b", "--user-file=my file", "--timeout=5", "--ca=", "--ca=x");
    }

    @Test
    void anOptionOfACommandHasItsValueBehindItOrBehindAnEqualsSign() {
        Switches switches = new Switches(Set.of("/V"), Set.of(), Set.of("--user", "--at-most"), false);

        for (List<String> line : List.of(
                List.of("--user", "al=ice", "--At-Most=2", "/V"), List.of("--AT-MOST", "2", "/V", "--user=al=ice"))) {
            Arguments arguments = Arguments.parse(line, switches).orElseThrow();

            assertThat(arguments.value("--user")).contains("al=ice");
            assertThat(arguments.value("--at-most")).contains("2");
            assertThat(arguments.has("/V")).isTrue();
            assertThat(arguments.words()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--user", "--user=", "--user=\u00a0", "--user /V", "--user --at-most 2", "--user -x", "--USER:"})
    void theNextSwitchIsNeverTheValueOfAnOption(String line) {
        Switches switches = new Switches(Set.of("/V"), Set.of(), Set.of("--user", "--at-most"), false);

        assertThat(Arguments.parse(List.of(line.split(" ")), switches)).isEmpty();
    }

    @Test
    void textIsAsItWasTyped() {
        List<String> line = List.of("/V", "--url=u", "*", "use", "/W", "--", "/TIME:soon", "@file", "", "-x");

        Arguments arguments = Arguments.parse(line, TEXT).orElseThrow();

        assertThat(arguments.words()).isEqualTo(line.subList(2, line.size()));
        assertThat(arguments.has("/V")).isTrue();
        assertThat(arguments.has("/W")).isFalse();
    }

    private static Arguments parsed(String... line) {
        return Arguments.parse(List.of(line), PLAIN).orElseThrow();
    }
}
