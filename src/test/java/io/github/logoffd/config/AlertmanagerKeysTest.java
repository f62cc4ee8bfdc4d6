package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.AlertmanagerConfig.LabelNames;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the hook for Alertmanager: closed unless opened, and never wide open. */
class AlertmanagerKeysTest {

    /** What the keys of {@link ConfigReaderTest} give. */
    static final AlertmanagerConfig OTHER_VALUES = new AlertmanagerConfig(
            Set.of("Away", "Idle"),
            Set.of(SessionState.DISCONNECTED, SessionState.ACTIVE),
            Duration.ofSeconds(90),
            true,
            new LabelNames("h", "k", "u", "s", "t"));

    private final List<String> problems = new ArrayList<>();

    @Test
    void itIsOffUnlessAskedFor() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void switchedOnItEndsWhatHasBeenDisconnectedForAnHour() {
        assertThat(read(Map.of("enabled", "yes")))
                .contains(new AlertmanagerConfig(
                        Set.of("LogoffdSessionDisconnectedTooLong"),
                        Set.of(SessionState.DISCONNECTED),
                        Duration.ofHours(1),
                        false,
                        new LabelNames("host", "key", "account", "logoff_states", "logoff_seconds")));
        assertThat(problems).isEmpty();
    }

    @Test
    void withoutTheNameOfAnAlertItCannotBeSwitchedOn() {
        read(Map.of("alerts", ""));
        assertThat(problems).isEmpty();

        read(Map.of("enabled", "yes", "alerts", " , "));
        assertThat(problems)
                .containsExactly("hooks.alertmanager.alerts is \" , \". Expected: the name of at least one alert, since"
                        + " hooks.alertmanager.enabled is yes.");
    }

    @Test
    void noStateWouldBeAnyState() {
        read(Map.of("states", ""));

        assertThat(problems)
                .containsExactly("hooks.alertmanager.states is \"\". Expected: the name of at least one state.");
    }

    @Test
    void aStateThatThereIsNotIsNamed() {
        read(Map.of("states", "disconected"));

        assertThat(problems)
                .containsExactly("hooks.alertmanager.states has \"disconected\". Did you mean DISCONNECTED?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-b", "1a", "a b", "\"a\"", "é"})
    void aLabelIsNamedAsPrometheusNamesLabels(String label) {
        read(Map.of("keyLabel", label));

        assertThat(problems)
                .containsExactly("hooks.alertmanager.keyLabel is \"" + label
                        + "\". Expected: the name of a label: letters, digits and _.");
    }

    @Test
    void oneLabelCannotHaveTwoMeanings() {
        read(Map.of("userLabel", "host"));

        assertThat(problems)
                .containsExactly("hooks.alertmanager.userLabel is \"host\". Expected: a label other than that of"
                        + " hooks.alertmanager.hostLabel.");
    }

    @Test
    void aListOfStatesWithoutAnEntryIsOneProblem() {
        read(Map.of("states", ","));

        assertThat(problems).hasSize(1);
    }

    private Optional<AlertmanagerConfig> read(Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        given.forEach((key, value) -> values.put("hooks.alertmanager." + key, value));
        Map<String, String> defaults = new HashMap<>(Map.of(
                "hooks.alertmanager.enabled", "no",
                "hooks.alertmanager.alerts", "LogoffdSessionDisconnectedTooLong",
                "hooks.alertmanager.states", "DISCONNECTED",
                "hooks.alertmanager.minimumTime", "1h",
                "hooks.alertmanager.dryRun", "no",
                "hooks.alertmanager.hostLabel", "host",
                "hooks.alertmanager.keyLabel", "key",
                "hooks.alertmanager.userLabel", "account",
                "hooks.alertmanager.statesLabel", "logoff_states",
                "hooks.alertmanager.secondsLabel", "logoff_seconds"));
        return AlertmanagerKeys.read(new ConfigValues(values, defaults, problems));
    }
}
