package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.logoffd.testing.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every guide begins with: {@code serve --demo}. */
class GuideSceneIT {

    private static final String BEAN = "logoffd:type=SessionHost,host=" + RunningService.HOST;

    @TempDir
    private Path folder;

    @Test
    void theSceneHasOneSessionOfEachKindAndTheOneThatIsAwayTooLongCanBeEnded() {
        try (RunningService service = RunningService.demo(folder)) {
            assertThat(states(service))
                    .containsOnly(
                            entry("anna.berg", "ACTIVE"),
                            entry("zoë.o'neill", "ACTIVE"),
                            entry("m.svensson", "DISCONNECTED"),
                            entry("renée.dubois", "DISCONNECTED"),
                            entry("j.smith", "DOWN"));
            assertThat(service.read(BEAN, "StuckCount")).hasToString("1");
            assertThat(service.read(BEAN, "LockedCount")).hasToString("1");

            JSONObject away = service.sessionOf("m.svensson").orElseThrow();
            assertThat(((Number) away.get("DisconnectedSeconds")).longValue()).isBetween(18_000L, 18_600L);
            JSONObject answer = service.jolokia(
                    "operator",
                    Map.of(
                            "type",
                            "exec",
                            "mbean",
                            BEAN,
                            "operation",
                            "requestLogoff",
                            "arguments",
                            List.of(
                                    away.get("Key"),
                                    "m.svensson",
                                    "DISCONNECTED",
                                    14_400,
                                    "guide-1",
                                    "away too long",
                                    false)));

            assertThat(((JSONObject) answer.get("value")).get("Outcome")).isEqualTo("ACCEPTED");
            Await.until(
                    "the session is gone", () -> service.sessionOf("m.svensson").isEmpty());
            assertThat(service.audited()).anySatisfy(line -> assertThat(line).containsEntry("requestId", "guide-1"));
        }
    }

    private static Map<Object, Object> states(RunningService service) {
        return service.users().stream()
                .collect(Collectors.toMap(session -> session.get("UserName"), session -> session.get("State")));
    }
}
