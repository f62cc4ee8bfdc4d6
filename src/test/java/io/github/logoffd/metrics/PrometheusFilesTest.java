package io.github.logoffd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Prometheus, Alertmanager and Grafana speak of what there is. */
class PrometheusFilesTest {

    private static final Path FOLDER = Path.of("jolokia-config", "prometheus");
    private static final Pattern METRIC = Pattern.compile("\\blogoffd_[a-z_]+\\b");
    private static final int GRID = 24;

    private static String text(String file) throws Exception {
        return Files.readString(FOLDER.resolve(file));
    }

    private static JSONObject dashboard() throws Exception {
        return (JSONObject) new JSONParser().parse(text("grafana-dashboard.json"));
    }

    private static List<JSONObject> panels() throws Exception {
        return ((JSONArray) dashboard().get("panels"))
                .stream().map(JSONObject.class::cast).toList();
    }

    /** What the reference lists, which is held to the code. */
    private static Set<String> metrics() throws Exception {
        return Pattern.compile("^\\| `(logoffd_\\w+)`", Pattern.MULTILINE)
                .matcher(text("metrics.md"))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoffd-rules.yml", "grafana-dashboard.json", "README.md", "metrics.md"})
    void everyMetricThatAFileNamesIsThere(String file) throws Exception {
        Set<String> named = METRIC.matcher(text(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty();
        assertThat(metrics()).containsAll(named);
    }

    @Test
    void theAlertThatMayActByDefaultIsTheOneOfTheRulesThatAlertmanagerSends() throws Exception {
        String key = ConfigKey.HOOKS_ALERTMANAGER_ALERTS.key() + '=';
        String alert = Files.readString(Path.of("service", "logoffd.properties"))
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();

        assertThat(text("logoffd-rules.yml")).contains("- alert: " + alert + '\n');
        assertThat(text("alertmanager.yml")).contains("'alertname=\"" + alert + "\"'");
    }

    @Test
    void theDashboardKeepsItsAddressAndItsPanelsAreReportedApart() throws Exception {
        assertThat(dashboard()).containsEntry("uid", "logoffd-sessions").doesNotContainKey("id");
        assertThat(panels()).extracting(panel -> panel.get("id")).doesNotHaveDuplicates();
        assertThat(panels()).extracting(panel -> panel.get("title")).doesNotHaveDuplicates();
    }

    @Test
    void panelsLieBesideEachOther() throws Exception {
        Set<List<Long>> taken = new HashSet<>();
        List<Long> lastColumns = new ArrayList<>();
        for (JSONObject panel : panels()) {
            JSONObject place = (JSONObject) panel.get("gridPos");
            for (long x = 0; x < number(place, "w"); x++) {
                for (long y = 0; y < number(place, "h"); y++) {
                    List<Long> cell = List.of(number(place, "x") + x, number(place, "y") + y);
                    assertThat(taken.add(cell))
                            .as("%s at %s", panel.get("title"), cell)
                            .isTrue();
                }
            }
            lastColumns.add(number(place, "x") + number(place, "w"));
        }

        assertThat(lastColumns).allMatch(column -> column <= GRID);
    }

    private static long number(JSONObject place, String name) {
        return ((Number) place.get(name)).longValue();
    }

    @Test
    void everyPanelAsksTheDataSourceThatIsChosen() throws Exception {
        for (JSONObject panel : panels()) {
            for (Object target : (JSONArray) panel.get("targets")) {
                assertThat((JSONObject) ((JSONObject) target).get("datasource")).containsEntry("uid", "${datasource}");
            }
        }
        assertThat(dashboard().get("templating").toString()).contains("\"name\":\"datasource\"", "\"name\":\"host\"");
    }
}
