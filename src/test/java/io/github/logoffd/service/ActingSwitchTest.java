package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.control.rules.ActingRules;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActingSwitchTest {

    private static ActingRules rules(String enabled, String dryRun) throws Exception {
        return ConfigReader.builtIn(Path.of("service"), Map.of("acting.enabled", enabled, "acting.dryRun", dryRun))
                .acting();
    }

    @ParameterizedTest
    @CsvSource({
        "yes, no, no, no, Acting was switched off: requests are refused (acting.enabled).",
        "yes, no, yes, yes, Acting was switched off: every request is a dry run (acting.dryRun).",
        "no, no, yes, no, Acting was switched on.",
        "yes, yes, yes, no, Acting was switched on.",
        "no, no, yes, yes, ''",
        "yes, no, yes, no, ''"
    })
    void aSwitchIsToldInOneSentence(
            String enabledBefore, String dryRunBefore, String enabledNow, String dryRunNow, String told)
            throws Exception {
        assertThat(ActingSwitch.between(rules(enabledBefore, dryRunBefore), rules(enabledNow, dryRunNow))
                        .orElse(""))
                .isEqualTo(told);
    }
}
