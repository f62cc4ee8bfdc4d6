package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.host.windows.WindowsServices.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status comes from Windows and the service, and says why the service does not run. */
class StatusReportTest {

    @TempDir
    private Path folder;

    private final FakeWindows windows = new FakeWindows();
    private final StringWriter output = new StringWriter();
    private Layout layout;
    private Path javaHome;

    @BeforeEach
    void register() throws Exception {
        Distribution distribution = FakeDistribution.unpack(folder, "0.1.0");
        javaHome = distribution.javaHome();
        layout = new Layout(distribution.folder(), folder.resolve("data"));
        FakeDistribution.put(layout.jolokia().resolve("jolokia.properties"), "debug=false\n");
        Files.createDirectories(layout.logs());
        ServiceDefinition definition =
                ServiceDefinition.of(layout, javaHome, List.of(ServiceDefinition.READY + layout.ready()));
        definition.writeParameters(windows);
        windows.create(definition.commandLine());
        configure("http.port=0");
    }

    private void configure(String line) throws Exception {
        FakeDistribution.put(layout.configuration(), line + '\n');
    }

    private int status() throws Exception {
        return new StatusReport(windows, new PrintWriter(output, true)).write();
    }

    @Test
    void withoutAServiceItIsNotInstalled() throws Exception {
        windows.delete();

        assertThat(status()).isEqualTo(StatusReport.NOT_INSTALLED);
    }

    @Test
    void aServiceThatListensAnswers() throws Exception {
        windows.state = Optional.of(State.RUNNING);
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configure("http.port=" + http.getLocalPort());

            assertThat(status()).isEqualTo(StatusReport.ANSWERS);
            assertThat(output.toString()).contains("is running: http://127.0.0.1:" + http.getLocalPort());
        }
    }

    @Test
    void aLeftOverFileDoesNotMakeItRun() throws Exception {
        FakeDistribution.put(layout.ready(), "http://127.0.0.1:1/");
        FakeDistribution.put(
                layout.logs().resolve("logoffd.log"),
                "t ERROR [main] ServiceMain - The service cannot run. Port taken.\n");

        assertThat(status()).isEqualTo(StatusReport.DOES_NOT_ANSWER);
        assertThat(output.toString()).contains("is not running").contains("The service cannot run. Port taken.");
    }

    @Test
    void aWrongConfigurationIsTheReason() throws Exception {
        configure("refresh.intervall=2s");

        assertThat(status()).isEqualTo(StatusReport.DOES_NOT_ANSWER);
        assertThat(output.toString()).contains("Did you mean refresh.interval?");
    }

    @Test
    void aMissingJavaIsNamed() throws Exception {
        Files.delete(Java.library(javaHome));

        assertThat(status()).isEqualTo(StatusReport.DOES_NOT_ANSWER);
        assertThat(output.toString())
                .contains(Java.library(javaHome) + "\" is missing")
                .contains("--repair");
    }
}
