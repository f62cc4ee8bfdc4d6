package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jolokia-config/icinga} ships, in the real Icinga 2. */
class IcingaIT {

    private static final String PROGRAM = "/usr/sbin/icinga2";
    private static final String AWAY = "sessions-away-too-long";

    @TempDir
    private Path folder;

    private RunningService service;
    private ShippedFiles files;
    private AlertLog alerts;

    @BeforeAll
    static void icingaIsInstalled() {
        RequiredPrograms.installed(PROGRAM, "/usr/share/icinga2/include/itl");
    }

    @BeforeEach
    void start() {
        service = RunningService.demo(folder.resolve("product"));
        files = new ShippedFiles(folder, service);
        alerts = new AlertLog(folder.resolve("icinga.log"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theAlarmHasTheSessionLoggedOffOnceAndTheServiceRecovers() {
        try (ServerProcess icinga = icinga()) {
            alerts.await(AWAY, "CRITICAL;HARD", "disconnectedSeconds is 18");
            alerts.await(AWAY, "OK", "LOGOFFD OK - SIM-RDS01: 4 users");
            assertThat(service.sessionOf("m.svensson")).isEmpty();
            assertThat(icinga.log()).doesNotContain("critical/");
        }
        assertThat(service.read("logoffd:type=SessionHost,host=SIM-RDS01", "LogoffsDone"))
                .hasToString("1");
        assertThat(service.audited())
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("phase", "ANSWERED")
                        .containsEntry("operation", "requestLogoff")
                        .containsEntry("account", "CONTOSO\\m.svensson")
                        .extractingByKey("requestId")
                        .asString()
                        .startsWith("icinga sim-rds01 sessions-away-too-long "));
    }

    @Test
    void aWrongPasswordIsUnknownAndAServiceThatIsDownIsCritical() {
        files.user("monitor", "a wrong password");
        try (ServerProcess icinga = icinga()) {
            alerts.await(AWAY, "UNKNOWN", "does not know a user monitor with this password");
            service.stop();
            alerts.await(AWAY, "CRITICAL", "There is no connection to " + service.uri("/jolokia/"));
            assertThat(icinga.log()).doesNotContain("critical/");
        }
    }

    private ServerProcess icinga() {
        Path configuration =
                files.write("icinga2.conf", "rw-------", """
                include <itl>
                object CheckerComponent "checker" { }
                object CompatLogger "log" { log_dir = "%s" }
                include "%s"
                """.formatted(folder, files.install("icinga/logoffd.conf")));
        List<String> command = new ArrayList<>(List.of(PROGRAM, "daemon", "-c", configuration.toString()));
        for (String name : List.of("DataDir", "LogDir", "CacheDir", "SpoolDir", "InitRunDir")) {
            command.addAll(List.of("-D", name + '=' + folder));
        }
        return ServerProcess.start(
                "icinga2", folder, Map.of("ICINGA2_USER", files.user(), "ICINGA2_GROUP", files.group()), command);
    }
}
