package io.github.logoffd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.simulated.SimulatedSessionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, second starts and stops of the whole service, on a simulated host. */
class LogoffdServiceTest {

    private static final HostSource HOST = HostSource.demo(SimulatedSessionHost.GUIDE_USERS);

    @TempDir
    private Path folder;

    private final LogoffdService service = new LogoffdService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSecondServiceInTheSameFolderIsRefusedAndTouchesNothing() throws Exception {
        service.start(config(), HOST);
        Files.writeString(countdowns(), Files.readString(countdowns()) + "HOST1:3\tCORP\\alice\tdue\n");
        Map<String, String> before = contents();

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new LogoffdService().start(config(), HOST))
                .withMessageContaining("the folder " + folder.resolve("logs") + " is in use by another logoffd")
                .withMessageContaining("audit.file")
                .withMessageContaining("countdown.file");

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aFolderIsFreeAgainAfterTheEnd() throws Exception {
        service.start(config(), HOST);
        service.close();

        try (LogoffdService second = new LogoffdService()) {
            assertThat(second.start(config(), HOST)).endsWith("/jolokia/");
        }
    }

    @Test
    void oneSharedFileOfTwoIsEnoughToRefuseTheSecondService() throws Exception {
        service.start(config(), HOST);

        ServiceConfig other = ConfigReader.builtIn(
                folder.resolve("service"),
                Map.of(ConfigKey.HTTP_PORT.key(), "0", ConfigKey.AUDIT_FILE.key(), "../other/audit.jsonl"));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new LogoffdService().start(other, HOST))
                .withMessageContaining(folder.resolve("logs").toString());
        assertThat(folder.resolve("other/audit.jsonl")).doesNotExist();
    }

    private Path countdowns() {
        return folder.resolve("logs/countdowns.txt");
    }

    private ServiceConfig config() throws Exception {
        return ConfigReader.builtIn(folder.resolve("service"), Map.of(ConfigKey.HTTP_PORT.key(), "0"));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
