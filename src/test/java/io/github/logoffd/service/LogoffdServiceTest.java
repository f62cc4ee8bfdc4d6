package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
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

    @Test
    void aCrashResetsNeitherLimitsNorRequestIds() throws Exception {
        service.start(limited(), HOST);
        assertThat(requestLogoff("job-1", 2).get("Outcome")).isEqualTo("ACCEPTED");
        String beforeTheAnswer = Files.readAllLines(audit()).get(0) + '\n';
        service.close();
        Files.writeString(audit(), beforeTheAnswer);

        try (LogoffdService restarted = new LogoffdService()) {
            restarted.start(limited(), HOST);

            assertThat(requestLogoff("job-1", 2).get("Message"))
                    .isEqualTo("The service ended before it answered; whether Windows was called is not known.");
            assertThat(requestLogoff("job-2", 3).get("Outcome")).isEqualTo("REFUSED_LIMIT");
        }
    }

    @Test
    void limitsAreUsedUpWhenTheAuditFileIsDamaged() throws Exception {
        Files.createDirectories(audit().getParent());
        Files.writeString(audit(), "damaged by another program\n");

        String url = service.start(limited(), HOST);

        assertThat(requestLogoff("job-1", 2).get("Message"))
                .asString()
                .startsWith("The audit file has damaged lines of the last hour. So limit.logoffsPer");
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url).resolve("/health")).build(), BodyHandlers.ofString());
        assertThat(health.body()).contains("DEGRADED", "The audit file has damaged lines of the last hour.");
    }

    private static CompositeData requestLogoff(String requestId, int id) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName host = beans.queryNames(new ObjectName("logoffd:type=SessionHost,*"), null)
                .iterator()
                .next();
        return (CompositeData) beans.invoke(
                host,
                "requestLogoff",
                new Object[] {Integer.toString(id), "", "", 0L, requestId, "", false},
                new String[] {
                    "java.lang.String",
                    "java.lang.String",
                    "java.lang.String",
                    "long",
                    "java.lang.String",
                    "java.lang.String",
                    "boolean"
                });
    }

    @Test
    void startStopAndASwitchOfActingAreInTheJournalAndToldToListeners() throws Exception {
        Path file = Files.createDirectories(folder.resolve("service")).resolve("mine.properties");
        String jolokia =
                "http.port=0\njolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n';
        Files.writeString(file, jolokia);
        service.start(ConfigReader.read(file), HOST);
        BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName host = beans.queryNames(new ObjectName("logoffd:type=SessionHost,*"), null)
                .iterator()
                .next();
        beans.addNotificationListener(
                host,
                (notification, unused) -> told.add(notification),
                notification -> notification.getType().equals("logoffd.service.acting"),
                null);

        Files.writeString(file, jolokia + "acting.enabled=no\n");

        assertThat(told.poll(20, TimeUnit.SECONDS))
                .extracting(Notification::getMessage)
                .isEqualTo("Acting was switched off: requests are refused (acting.enabled).");
        service.close();
        assertThat(Files.readAllLines(folder.resolve("logs/service.jsonl")))
                .extracting(line -> line.replaceAll(".*\"phase\":\"([A-Z]+)\".*", "$1"))
                .containsExactly("START", "RELOAD", "ACTING", "STOP");
    }

    @Test
    void aRunThatDidNotStopIsFoundAtTheNextStart() throws Exception {
        service.start(config(), HOST);
        service.close();
        Path lines = folder.resolve("logs/service.jsonl");
        String start = Files.readAllLines(lines).get(0);
        Files.writeString(lines, start + '\n');

        try (LogoffdService restarted = new LogoffdService()) {
            restarted.start(config(), HOST);
        }

        assertThat(Files.readAllLines(lines))
                .hasSize(4)
                .element(1)
                .asString()
                .contains(
                        "\"phase\":\"CRASHED\"",
                        "The last run of the service ended without stopping. The newest line it" + " wrote is of "
                                + start.substring(9, 29));
    }

    private ServiceConfig limited() throws Exception {
        return ConfigReader.builtIn(
                folder.resolve("service"), Map.of(ConfigKey.HTTP_PORT.key(), "0", "limit.logoffsPerHour", "1"));
    }

    private Path audit() {
        return folder.resolve("logs/audit.jsonl");
    }

    @Test
    void theFirstLineSaysWhichConfigurationIsUsed() throws Exception {
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("service")).resolve("mine.properties"),
                "http.port=0\njolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n');

        assertThat(firstLine(config()))
                .endsWith(" starts with the built-in defaults; --config FILE reads a configuration");
        assertThat(firstLine(ConfigReader.read(file))).endsWith(" starts with the configuration " + file);
    }

    private static String firstLine(ServiceConfig config) throws Exception {
        try (RecordedLog log = new RecordedLog(LogoffdService.class);
                LogoffdService one = new LogoffdService()) {
            one.start(config, HOST);
            return log.lines().get(0);
        }
    }

    @Test
    void anAddressOfAnotherMachineGetsThatAdviceAndNoOther() throws Exception {
        ServiceConfig builtIn = with(Map.of(
                ConfigKey.HTTP_ADDRESS.key(), "192.0.2.1",
                ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK.key(), "yes"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> service.start(builtIn, HOST))
                .withMessage(
                        "logoffd cannot start: 192.0.2.1 is not an address of this machine. Use one of its addresses:"
                                + " start with --config FILE and set http.address there.");
    }

    @Test
    void noAdviceNamesAFileThatIsNotRead() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServiceConfig taken = with(Map.of(ConfigKey.HTTP_PORT.key(), Integer.toString(other.getLocalPort())));

            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> service.start(taken, HOST))
                    .withMessageContaining(
                            "Stop the program that uses it, or start with --config FILE and set http.port" + " there.")
                    .withMessageNotContaining("logoffd.properties");
        }
    }

    @Test
    void aFileInThePlaceOfAFolderIsASentence() throws Exception {
        Files.createFile(folder.resolve("logs"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> service.start(config(), HOST))
                .withMessage("logoffd cannot start: the folder " + folder.resolve("logs")
                        + " cannot be created (another file has this name). Let the service write there, or start with"
                        + " --config FILE and set audit.file and countdown.file there.");
    }

    @Test
    void anAuditFileThatCannotBeWrittenIsASentence() throws Exception {
        Files.createDirectories(folder.resolve("logs/audit.jsonl"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> service.start(config(), HOST))
                .withMessageStartingWith("logoffd cannot start: the audit file " + folder.resolve("logs/audit.jsonl")
                        + " cannot be opened (")
                .withMessageNotContaining("java.")
                .withMessageNotContaining("Exception");
    }

    private ServiceConfig with(Map<String, String> values) throws Exception {
        return ConfigReader.builtIn(folder.resolve("service"), values);
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
