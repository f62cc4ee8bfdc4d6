package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The definitions for Rundeck and StackStorm without these servers: they are read, and called as the servers call them.
 */
class SchedulerHooksIT {

    private static final Path HOOKS = Path.of("jolokia-config/hooks").toAbsolutePath();
    private static final String PYTHON = "/usr/bin/python3";
    private static final String YAML_AS_JSON =
            "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))";

    @TempDir
    private static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        RequiredPrograms.installed(
                "/usr/bin/curl", "/usr/bin/jq", PYTHON, "/usr/lib/python3/dist-packages/yaml/__init__.py");
        service = RunningService.demo(folder);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void theScriptOfTheRundeckJobLogsOffWithTheOptionsInItsEnvironment() throws Exception {
        JSONObject job = (JSONObject) ((JSONArray) yaml("rundeck-job.yaml")).get(0);
        Map<String, String> environment =
                new HashMap<>(Map.of("LOGOFFD_HOOKS", HOOKS.toString(), "RD_JOB_EXECID", "12"));
        for (Object each : (JSONArray) job.get("options")) {
            JSONObject option = (JSONObject) each;
            environment.put(
                    "RD_OPTION_" + option.get("name").toString().toUpperCase(Locale.ROOT),
                    option.getOrDefault("value", "").toString());
        }
        environment.putAll(Map.of(
                "LOGOFFD_URL",
                "http://127.0.0.1:" + service.port(),
                "RD_OPTION_SESSION",
                keyOf("m.svensson"),
                "RD_OPTION_USER",
                "m.svensson",
                "RD_OPTION_GRACE",
                "1",
                "RD_OPTION_PASSWORD",
                service.password("operator")));
        JSONArray commands = (JSONArray) ((JSONObject) job.get("sequence")).get("commands");
        Path script = Files.writeString(
                folder.resolve("rundeck.sh"),
                ((JSONObject) commands.get(0)).get("script").toString());

        HookRun run = HookRun.of(folder, List.of("sh", script.toString()), environment);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.item("Outcome")).isEqualTo("ACCEPTED");
        assertThat(service.audited())
                .anySatisfy(line -> assertThat(line.get("arguments").toString())
                        .contains("minimumSeconds=14400", "reason=Rundeck 12"));
    }

    @Test
    void theActionOfStackStormTakesWhatItsRuleGives() throws Exception {
        JSONObject action = (JSONObject) yaml("stackstorm/actions/warn_and_logoff.yaml");
        JSONObject rule = (JSONObject) yaml("stackstorm/rules/disconnected_too_long.yaml");
        JSONObject parameters = (JSONObject) action.get("parameters");
        JSONObject given = (JSONObject) ((JSONObject) rule.get("action")).get("parameters");
        Map<String, String> alarm = Map.of(
                "session",
                keyOf("renée.dubois"),
                "user",
                "renée.dubois",
                "event",
                "event '12'",
                "url",
                "http://127.0.0.1:" + service.port());
        List<String> command = new ArrayList<>(List.of(
                PYTHON, HOOKS.resolve(action.get("entry_point").toString()).toString()));
        parameters.forEach((name, value) -> {
            String fromRule = given.getOrDefault(name, "").toString();
            Object byDefault = ((JSONObject) value).getOrDefault("default", "");
            if (!List.of("env", "timeout").contains(name)) {
                command.add("--" + name + '=' + filledIn(fromRule.isEmpty() ? byDefault.toString() : fromRule, alarm));
            }
        });
        command.add("--url=" + alarm.get("url"));

        HookRun run = HookRun.of(folder, command, Map.of("LOGOFFD_PASSWORD", service.password("operator")));

        assertThat(parameters.keySet().containsAll(given.keySet())).isTrue();
        assertThat(((JSONObject) rule.get("action")).get("ref"))
                .isEqualTo(action.get("pack") + "." + action.get("name"));
        assertThat(run.exitCode()).as(run.toString()).isOne();
        assertThat(run.item("Outcome")).isEqualTo("REFUSED_STATE");
    }

    private static String filledIn(String text, Map<String, String> alarm) {
        String filled = text;
        for (Map.Entry<String, String> each : alarm.entrySet()) {
            filled = filled.replace("{{ trigger.body." + each.getKey() + " }}", each.getValue());
        }
        return filled;
    }

    private static Object yaml(String file) throws IOException, ParseException {
        HookRun read = HookRun.of(
                folder, List.of(PYTHON, "-c", YAML_AS_JSON, HOOKS.resolve(file).toString()), Map.of());
        assertThat(read.exitCode()).as(read.toString()).isZero();
        return new JSONParser().parse(new StringReader(read.answer()));
    }

    private static String keyOf(String user) {
        return service.sessionOf(user).orElseThrow().get("Key").toString();
    }
}
