package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.rules.ActingRules;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Changed rules are told by their keys, from what to what. */
class RuleTextsTest {

    private static ActingRules rules(String key, String value) throws Exception {
        return ConfigReader.builtIn(Path.of("service"), Map.of(key, value)).acting();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    acting.enabled | yes | no | acting.enabled from yes to no
                    acting.dryRun | no | yes | acting.dryRun from no to yes
                    history.requireReason | no | yes | history.requireReason from no to yes
                    guard.protectedAccounts | '' | CORP\\svc-*, anna | guard.protectedAccounts from nothing to CORP\\svc-*, anna
                    guard.protectedSessions | 7 | '' | guard.protectedSessions from 7 to nothing
                    guard.onlyStates | '' | IDLE, ACTIVE | guard.onlyStates from nothing to ACTIVE, IDLE
                    guard.spareActive | no | yes | guard.spareActive from no to yes
                    guard.spareLocked | no | yes | guard.spareLocked from no to yes
                    limit.logoffsPerMinute | 5 | 6 | limit.logoffsPerMinute from 5 to 6
                    limit.logoffsPerHour | 0 | 6 | limit.logoffsPerHour from nothing to 6
                    limit.allLogoffsPerMinute | 5 | 6 | limit.allLogoffsPerMinute from 5 to 6
                    limit.allLogoffsPerHour | 5 | 6 | limit.allLogoffsPerHour from 5 to 6
                    limit.percentOfUsers | 5 | '' | limit.percentOfUsers from 5 to nothing
                    """)
    void aChangeIsToldByItsKey(String key, String before, String now, String told) throws Exception {
        assertThat(RuleTexts.between(rules(key, before), rules(key, now))).containsExactly(told);
    }

    @Test
    void everyRuleIsNamedWithItsValue() throws Exception {
        assertThat(RuleTexts.of(rules("guard.protectedAccounts", "CORP\\svc-*, anna")))
                .hasSize(13)
                .contains(
                        "acting.enabled=yes",
                        "guard.protectedAccounts=CORP\\svc-*, anna",
                        "guard.spareActive=no",
                        "guard.onlyStates=nothing",
                        "limit.logoffsPerMinute=100");
    }

    /** Those of the rules are the keys with these beginnings; a new one fails here. */
    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void everyKeyOfTheRulesIsTold(ConfigKey key) throws Exception {
        boolean ofRules = key.key().matches("(acting|guard|limit)\\..*|history.requireReason");
        String text = Arrays.toString(RuleTextsTest.class
                .getDeclaredMethod("aChangeIsToldByItsKey", String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock()
                .split("\n"));

        assertThat(text.contains(key.key() + " |")).isEqualTo(ofRules);
    }

    @Test
    void equalRulesDoNotDiffer() throws Exception {
        assertThat(RuleTexts.between(rules("limit.percentOfUsers", "5"), rules("limit.percentOfUsers", "5")))
                .isEmpty();
    }
}
