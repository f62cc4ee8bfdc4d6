package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jolokia-config/nagios} ships, in the real Nagios. */
class NagiosIT {

    private static final String PROGRAM = "/usr/sbin/nagios4";
    private static final String AWAY = "Sessions away too long";
    private static final List<String> OBJECTS = List.of("commands", "contacts", "timeperiods", "templates");

    @TempDir
    private Path folder;

    private RunningService service;
    private ShippedFiles files;
    private AlertLog alerts;

    @BeforeAll
    static void nagiosIsInstalled() {
        RequiredPrograms.installed(PROGRAM, "/etc/nagios4/objects/templates.cfg");
    }

    @BeforeEach
    void start() {
        service = RunningService.demo(folder.resolve("product"));
        files = new ShippedFiles(folder, service);
        alerts = new AlertLog(folder.resolve("nagios.log"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theAlarmHasTheSessionLoggedOffOnceAndTheServiceRecovers() throws Exception {
        try (ServerProcess nagios = nagios()) {
            alerts.await(AWAY, "CRITICAL;HARD", "disconnectedSeconds is 18");
            alerts.await(AWAY, "OK", "LOGOFFD OK - SIM-RDS01: 4 users");
            assertThat(service.sessionOf("m.svensson")).isEmpty();
            assertThat(nagios.log()).doesNotContain("Error");
        }
        assertThat(service.read("logoffd:type=SessionHost,host=SIM-RDS01", "LogoffsDone"))
                .hasToString("1");
        assertThat(service.audited())
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("phase", "ANSWERED")
                        .containsEntry("operation", "requestLogoff")
                        .containsEntry("user", "operator")
                        .containsEntry("account", "CONTOSO\\m.svensson")
                        .extractingByKey("requestId")
                        .asString()
                        .startsWith("nagios sim-rds01 Sessions away too long "));
        assertThat(Files.readString(folder.resolve("logoffd-handler.log"))).contains("] ACCEPTED SIM-RDS01:");
    }

    @Test
    void aWrongPasswordIsUnknownAndAServiceThatIsDownIsCritical() {
        files.user("monitor", "a wrong password");
        try (ServerProcess nagios = nagios()) {
            alerts.await(AWAY, "UNKNOWN", "does not know a user monitor with this password");
            service.stop();
            alerts.await(AWAY, "CRITICAL", "There is no connection to " + service.uri("/jolokia/"));
            assertThat(nagios.log()).doesNotContain("Error");
        }
    }

    /** Everything below the folder, no mail, two seconds where an installation has a minute. */
    private ServerProcess nagios() {
        StringBuilder text = new StringBuilder("cfg_file=" + files.install("nagios/logoffd.cfg") + '\n');
        OBJECTS.forEach(name -> text.append("cfg_file=/etc/nagios4/objects/" + name + ".cfg\n"));
        for (String line : List.of(
                "log_file=" + alerts.file(),
                "object_cache_file=FOLDER/objects.cache",
                "precached_object_file=FOLDER/objects.precache",
                "status_file=FOLDER/status.dat",
                "command_file=FOLDER/nagios.cmd",
                "lock_file=FOLDER/nagios.lock",
                "temp_file=FOLDER/nagios.tmp",
                "temp_path=FOLDER",
                "log_archive_path=FOLDER",
                "check_result_path=FOLDER",
                "query_socket=FOLDER/nagios.qh",
                "nagios_user=" + files.user(),
                "nagios_group=" + files.group(),
                "illegal_macro_output_chars=`~$&|'\"<>",
                "check_external_commands=0",
                "enable_notifications=0",
                "retain_state_information=0",
                "use_syslog=0",
                "max_service_check_spread=1",
                "interval_length=2")) {
            text.append(line.replace("FOLDER", folder.toString())).append('\n');
        }
        Path configuration = files.write("nagios.cfg", "rw-------", text.toString());
        return ServerProcess.start("nagios4", folder, Map.of(), List.of(PROGRAM, configuration.toString()));
    }
}
