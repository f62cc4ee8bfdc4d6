package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an administrator sees and does in JConsole, over RMI and over HTTP. The screenshots in the guide are made here:
 * {@code -Dlogoffd.update=true} renews them.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JConsoleIT {

    private static final Path PICTURES = Path.of("jolokia-config/consoles");
    private static final int RMI_PORT = ServerProcess.freePort();
    private static final long LARGEST_PICTURE = 120_000;

    @TempDir
    private static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        JConsole.installed();
        service = RunningService.demo(folder, "rmi.enabled=yes", "rmi.port=" + RMI_PORT);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void overRmiItShowsSessionsLogsOffAndIsReported() throws IOException {
        String address = "service:jmx:rmi://127.0.0.1:" + RMI_PORT + "/jndi/rmi://127.0.0.1:" + RMI_PORT + "/jmxrmi";
        String id = idOf("m.svensson");
        try (JConsole console = connect(address, true)) {
            assertThat(console.open("logoffd")).containsExactly("History", "Service", "Session", "SessionHost");
            console.open("logoffd", "SessionHost", RunningService.HOST, "Notifications");
            console.press("Subscribe");
            console.open("logoffd", "SessionHost", RunningService.HOST, "Notifications[0]");
            seesTheSession(console, id, "CONTOSO\\m.svensson");
            keep(console, "jconsole-session.png");
            console.open("logoffd", "Session", RunningService.HOST, id, "Operations");

            assertThat(console.call("sendMessage", "Maintenance", "Please save your work."))
                    .containsEntry("Account", "CONTOSO\\m.svensson")
                    .containsEntry("Outcome", "ACCEPTED");
            keep(console, "jconsole-operations.png");
            console.closeDialog();
            assertThat(console.call("logoff", "true")).containsEntry("Outcome", "DONE");
            console.closeDialog();

            assertThat(console.open("logoffd", "Session", RunningService.HOST))
                    .doesNotContain(id)
                    .contains(idOf("anna.berg"));
            wasTold(console, "logoffd.logoff.done");
        }
        assertThat(service.sessionOf("m.svensson")).isEmpty();
    }

    private static void wasTold(JConsole console, String type) {
        Await.until(
                "the tree counts the notifications",
                () -> console.open("logoffd", "SessionHost", RunningService.HOST).stream()
                        .anyMatch(label -> label.matches("Notifications\\[[1-9]\\d*]")));
        String node = console.open("logoffd", "SessionHost", RunningService.HOST).stream()
                .filter(label -> label.startsWith("Notifications"))
                .findFirst()
                .orElseThrow();
        console.open("logoffd", "SessionHost", RunningService.HOST, node);
        Await.until(
                "the notification " + type + " is shown",
                () -> console.rows().stream().anyMatch(row -> row.contains(type)));
    }

    @Test
    void overHttpItShowsSessionsAndLogsOff() {
        String id = idOf("renée.dubois");
        try (JConsole console = connect("service:jmx:jolokia://127.0.0.1:" + service.port() + "/jolokia/", false)) {
            assertThat(console.open("logoffd")).containsExactly("History", "Service", "Session", "SessionHost");
            seesTheSession(console, id, "CONTOSO\\renée.dubois");
            console.open("logoffd", "Session", RunningService.HOST, id, "Operations");

            assertThat(console.call("logoff", "true")).containsEntry("Outcome", "DONE");
            console.closeDialog();
        }
        assertThat(service.sessionOf("renée.dubois")).isEmpty();
    }

    private static void seesTheSession(JConsole console, String id, String account) {
        console.open("logoffd", "Session", RunningService.HOST, id, "Attributes", "DisconnectedSeconds");
        assertThat(console.table("Description"))
                .containsEntry(
                        "Description",
                        "Seconds since the session was disconnected, at the time of the snapshot; if Windows does"
                                + " not report the time, seconds since it was first observed as disconnected; -1"
                                + " while it is connected, or when the time is unknown");
        console.open("logoffd", "Session", RunningService.HOST, id, "Attributes");
        assertThat(console.table("Account"))
                .containsEntry("Account", account)
                .containsEntry("State", "DISCONNECTED")
                .containsEntry("LogoffAllowed", "true");
    }

    private static JConsole connect(String address, boolean tls) {
        return JConsole.connect(folder, address, "operator", service.password("operator"), tls);
    }

    private static String idOf(String user) {
        return service.sessionOf(user).orElseThrow().get("Id").toString();
    }

    private static void keep(JConsole console, String name) throws IOException {
        Path picture = console.picture(folder.resolve(name));
        assertThat(picture).isNotEmptyFile();
        assertThat(Files.size(picture)).as("bytes of %s", name).isLessThan(LARGEST_PICTURE);
        if (Boolean.getBoolean("logoffd.update")) {
            Files.copy(picture, PICTURES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
