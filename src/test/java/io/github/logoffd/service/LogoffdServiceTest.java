package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    @Timeout(60)
    void aStopWhileTheHostKeepsTheStartWaitingIsHeardAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> start = startElsewhere(SilentHost.source(asked));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        long begin = System.nanoTime();

        service.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        assertThat(start.get(20, TimeUnit.SECONDS))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("stopped while it was starting");
        try (LogoffdService second = new LogoffdService()) {
            assertThat(second.start(config(), HOST))
                    .as("nothing is held any more")
                    .isNotEmpty();
        }
    }

    @Test
    void aServiceThatIsClosedBeforeItStartsTouchesNothing() throws Exception {
        service.close();

        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> service.start(config(), HOST));
        assertThat(folder.resolve("logs/audit.jsonl")).doesNotExist();
        assertThat(folder.resolve("service/users.txt")).doesNotExist();
    }

    @Test
    void theReadyFileIsThereWhileTheServiceAnswers() throws Exception {
        Path file = Files.writeString(folder.resolve("logoffd.url"), "left by a crash");
        LogoffdService ready = new LogoffdService(Optional.of(new ReadyFile(file)));

        String url = ready.start(config(), HOST);

        assertThat(file).hasContent(url + System.lineSeparator());
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new LogoffdService(Optional.of(new ReadyFile(file))).start(config(), HOST));
        assertThat(file).as("a second service leaves it").exists();
        ready.close();
        assertThat(file).doesNotExist();
    }

    @Test
    @Timeout(120)
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "There are no signals; WindowsServiceIT stops the service there.")
    void aSignalDuringASlowStartEndsTheProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SilentHost.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        Await.until("the start waits for the host", () -> Files.exists(countdowns()));

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("out.txt"))).doesNotContain("answers at");
        service.start(config(), HOST);
    }

    private CompletableFuture<Throwable> startElsewhere(HostSource source) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        ServiceConfig config = config();
        new Thread(() -> {
                    try {
                        failure.complete(new AssertionError("It answers at " + service.start(config, source)));
                    } catch (StartupException e) {
                        failure.complete(e);
                    }
                })
                .start();
        return failure;
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
