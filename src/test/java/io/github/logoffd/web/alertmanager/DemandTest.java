package io.github.logoffd.web.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alert may ask for: what the configuration allows, or less. */
class DemandTest {

    private static final String KEY = "HOST1:4:2026-03-02T08:00:00Z";
    private static final AlertmanagerConfig CONFIG = new AlertmanagerConfig(
            Set.of("Away"),
            Set.of(SessionState.DISCONNECTED, SessionState.IDLE),
            Duration.ofMinutes(5),
            false,
            new AlertmanagerConfig.LabelNames("host", "key", "account", "logoff_states", "logoff_seconds"));

    private static Demand with(String label, String value) {
        Map<String, String> labels = new HashMap<>(Map.of("host", "HOST1", "key", KEY, "account", "CORP\\bob"));
        labels.put(label, value);
        return Demand.of(new Alert(true, "0123456789abcdef", Instant.EPOCH, labels), CONFIG);
    }

    @Test
    void withoutMoreLabelsItIsWhatTheConfigurationAllows() {
        assertThat(with("severity", "warning"))
                .isEqualTo(new Demand("HOST1", KEY, "CORP\\bob", "DISCONNECTED,IDLE", 300));
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "299, 300", "300, 300", "301, 301", "14400, 14400", "999999999, 999999999"})
    void secondsOfALabelCountWhenTheyAreMore(String label, long seconds) {
        assertThat(with("logoff_seconds", label).seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4h", "1e9", "1.5", "9999999999", "٣"})
    void secondsThatAreNoneAreRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("logoff_seconds", label))
                .withMessage("The label logoff_seconds is \"" + label + "\". Give a whole number of seconds.");
    }

    @Test
    void aPartOfASecondIsRoundedToTheStricterSide() {
        AlertmanagerConfig config = new AlertmanagerConfig(
                CONFIG.alerts(), CONFIG.states(), Duration.ofMillis(1500), false, CONFIG.labels());
        Alert alert = new Alert(
                true, "0123456789abcdef", Instant.EPOCH, Map.of("host", "HOST1", "key", KEY, "account", "bob"));

        assertThat(Demand.of(alert, config).seconds()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"IDLE;IDLE", "idle , disconnected;DISCONNECTED,IDLE", "IDLE,ACTIVE;IDLE", "ACTIVE,IDLE,DOWN;IDLE"})
    void statesOfALabelCountWhenTheyAreAllowed(String label, String states) {
        assertThat(with("logoff_states", label).states()).isEqualTo(states);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "ACTIVE,DOWN"})
    void onlyOtherStatesAreRefusedAndNeverAnyState(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("logoff_states", label))
                .withMessage("The label logoff_states is \"" + label
                        + "\". Allowed by hooks.alertmanager.states: [DISCONNECTED, IDLE].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GONE", "IDLE,GONE"})
    void aStateThatIsNoneIsRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("logoff_states", label))
                .withMessageStartingWith("The label logoff_states has the unknown state \"GONE\". Give names of [");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE,", ",", "IDLE, ,DISCONNECTED", "IDLE,\u00A0"})
    void aBlankStateIsRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("logoff_states", label))
                .withMessageStartingWith("The label logoff_states \"" + label + "\" has a blank item.");
    }

    @ParameterizedTest
    @CsvSource({"logoff_states, ' '", "logoff_states, \u00A0", "logoff_seconds, ' '", "logoff_seconds, \u200B"})
    void aBlankConditionIsRefusedAndDoesNotCountAsMissing(String label, String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(label, blank))
                .withMessage("The label " + label + " is blank. Leave it out, or give a value that is a condition.");
    }

    @ParameterizedTest
    @CsvSource({
        "host, the session host (hooks.alertmanager.hostLabel)",
        "key, the Key of the session (hooks.alertmanager.keyLabel)",
        "account, the user of the session (hooks.alertmanager.userLabel)"
    })
    void whatIsMissingIsNamed(String label, String expected) {
        for (String missing : new String[] {"", " ", "\u00a0", "\u200b", "\u2800"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(label, missing))
                    .withMessage("The alert has no label " + label + ". It must hold " + expected + '.');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", " 4 ", "00000000000004"})
    void anIdIsNoKey(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("key", id))
                .withMessage("The label key is the id " + id.strip()
                        + ". Give a Key instead: Windows reuses an id after its session has ended.");
    }
}
