package io.github.logoffd.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.config.AuditConfig.Kept;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.TlsConfig;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration file: defaults, every key, and mistakes in keys and files. */
class ConfigReaderTest extends ConfigFile {

    /** For each key a text that is not its default. */
    private static final Map<ConfigKey, String> OTHER_VALUES = Map.ofEntries(
            entry(ConfigKey.HOSTS, "RDS02, rdvh01.corp.local vm=true"),
            entry(ConfigKey.HOST_TIMEOUT, "7s"),
            entry(ConfigKey.REFRESH_INTERVAL, "750ms"),
            entry(ConfigKey.LOGOFF_TIMEOUT, "2m"),
            entry(ConfigKey.LOGOFF_MAX_WAITING, "9"),
            entry(ConfigKey.REQUEST_IDS_KEPT, "2h"),
            entry(ConfigKey.COUNTDOWN_FILE, "other/countdowns.txt"),
            entry(ConfigKey.ACTING_ENABLED, "no"),
            entry(ConfigKey.ACTING_DRY_RUN, "yes"),
            entry(ConfigKey.HISTORY_REQUIRE_REASON, "yes"),
            entry(ConfigKey.GUARD_PROTECTED_ACCOUNTS, "admin*, CORP\\svc-?"),
            entry(ConfigKey.GUARD_PROTECTED_SESSIONS, "7, RDP-Tcp#1*"),
            entry(ConfigKey.GUARD_ONLY_STATES, "disconnected, IDLE"),
            entry(ConfigKey.GUARD_SPARE_ACTIVE, "yes"),
            entry(ConfigKey.GUARD_SPARE_LOCKED, "Yes"),
            entry(ConfigKey.LIMIT_LOGOFFS_PER_MINUTE, "1"),
            entry(ConfigKey.LIMIT_LOGOFFS_PER_HOUR, "2"),
            entry(ConfigKey.LIMIT_ALL_LOGOFFS_PER_MINUTE, "3"),
            entry(ConfigKey.LIMIT_ALL_LOGOFFS_PER_HOUR, "4"),
            entry(ConfigKey.LIMIT_PERCENT_OF_USERS, "50"),
            entry(ConfigKey.HTTP_ADDRESS, "127.0.0.9"),
            entry(ConfigKey.HTTP_PORT, "9999"),
            entry(ConfigKey.HTTP_CONNECTIONS, "40"),
            entry(ConfigKey.HTTP_HOSTS, "RDS01.corp.local, rds01"),
            entry(ConfigKey.HTTP_MAX_REQUEST_BYTES, "4096"),
            entry(ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK, "yes"),
            entry(ConfigKey.CONSOLE_IDLE, "20m"),
            entry(ConfigKey.USERS_FILE, "other/users.txt"),
            entry(ConfigKey.TLS_KEYSTORE, "server.pem"),
            entry(ConfigKey.TLS_KEY, "key.pem"),
            entry(ConfigKey.TLS_PASSWORD_FILE, "password"),
            entry(ConfigKey.TLS_CLIENT_CA, "ca.pem"),
            entry(ConfigKey.TLS_CLIENT_CERTIFICATES, "required"),
            entry(ConfigKey.RMI_ENABLED, "yes"),
            entry(ConfigKey.RMI_ADDRESS, "127.0.0.8"),
            entry(ConfigKey.RMI_PORT, "9998"),
            entry(ConfigKey.RMI_HOST, "rds01.corp.local"),
            entry(ConfigKey.EVENTS_BUFFER, "77"),
            entry(ConfigKey.EVENTS_MAX_STREAMS, "7"),
            entry(ConfigKey.METRICS_SESSIONS, "no"),
            entry(ConfigKey.METRICS_USERS, "no"),
            entry(ConfigKey.METRICS_MAX_SESSIONS, "7"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_ENABLED, "yes"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_ALERTS, "Away, Idle"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_STATES, "disconnected, ACTIVE"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_MINIMUM_TIME, "90s"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_DRY_RUN, "yes"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_HOST_LABEL, "h"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_KEY_LABEL, "k"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_USER_LABEL, "u"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_STATES_LABEL, "s"),
            entry(ConfigKey.HOOKS_ALERTMANAGER_SECONDS_LABEL, "t"),
            entry(ConfigKey.AUDIT_FILE, "trail.jsonl"),
            entry(ConfigKey.HISTORY_KEEP_ACTS, "forever"),
            entry(ConfigKey.HISTORY_KEEP_SESSIONS, "2d"),
            entry(ConfigKey.HISTORY_KEEP_DENIALS, "72h"),
            entry(ConfigKey.HISTORY_KEEP_SERVICE, "36500d"),
            entry(ConfigKey.HISTORY_MAX_BYTES_ACTS, "262144"),
            entry(ConfigKey.HISTORY_MAX_BYTES_SESSIONS, "262145"),
            entry(ConfigKey.HISTORY_MAX_BYTES_DENIALS, "262146"),
            entry(ConfigKey.HISTORY_MAX_BYTES_SERVICE, "1099511627776"),
            entry(ConfigKey.JOLOKIA_DIRECTORY, "other"));

    @Test
    void theBuiltInConfigurationIsTheShippedOne() throws Exception {
        Path service = Path.of("service").toAbsolutePath();

        ServiceConfig config = ConfigReader.builtIn(service);

        assertThat(config.source()).isEmpty();
        assertThat(config.hosts().refreshInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.logoff().timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.logoff().maxWaiting()).isEqualTo(200);
        assertThat(config.logoff().requestIdsKept()).isEqualTo(Duration.ofHours(24));
        assertThat(config.logoff().countdownFile())
                .isEqualTo(service.resolveSibling("logs").resolve("countdowns.txt"));
        assertThat(config.http().address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8778);
        assertThat(config.http().connections()).isEqualTo(216);
        assertThat(config.http().hosts()).isEmpty();
        assertThat(config.http().maxRequestBytes()).isEqualTo(262_144);
        assertThat(config.usersFile()).isEqualTo(service.resolve("users.txt"));
        assertThat(config.tls()).isEmpty();
        assertThat(config.events().buffer()).isEqualTo(1000);
        assertThat(config.events().maxStreams()).isEqualTo(64);
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(true, true, 2000));
        assertThat(config.alertmanager()).isEmpty();
        assertThat(config.audit().file())
                .isEqualTo(service.resolveSibling("logs").resolve("audit.jsonl"));
        assertThat(config.audit().acts()).isEqualTo(new Kept(Duration.ofDays(400), 1 << 30));
        assertThat(config.audit().sessions()).isEqualTo(new Kept(Duration.ofDays(90), 256 << 20));
        assertThat(config.audit().denials()).isEqualTo(new Kept(Duration.ofDays(90), 64 << 20));
        assertThat(config.audit().service()).isEqualTo(new Kept(Duration.ofDays(400), 64 << 20));
        assertThat(config.audit().notices()).isEmpty();
        assertThat(config.jolokia().policy()).isEqualTo(Files.readString(Path.of("jolokia-config/jolokia-access.xml")));
        assertThat(config.jolokia().properties()).containsEntry("allowErrorDetails", "false");
    }

    @Test
    void theShippedFileGivesTheBuiltInValues() throws Exception {
        ServiceConfig builtIn = ConfigReader.builtIn(Path.of("service").toAbsolutePath());
        ServiceConfig shipped = ConfigReader.read(Path.of("service", "logoffd.properties"));

        assertThat(shipped)
                .usingRecursiveComparison()
                .ignoringFields("source", "jolokia.source")
                .isEqualTo(builtIn);
    }

    @Test
    void theShippedFileHoldsEveryKeyOnce() throws Exception {
        List<String> keys = Files.readString(Path.of("service", "logoffd.properties"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ConfigKey.values()).map(ConfigKey::key).toList());
    }

    @Test
    void aKeyThatIsLeftOutHasTheDefault() throws Exception {
        ServiceConfig config = read("acting.enabled=yes");

        assertThat(config.hosts().refreshInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.http().port()).isEqualTo(8778);
        assertThat(config.audit().file()).isEqualTo(folder.resolve("logs/audit.jsonl"));
    }

    @Test
    void everyKeyCountsAndNoValueIsItsDefault() throws Exception {
        assertThat(OTHER_VALUES).containsOnlyKeys(ConfigKey.values());
        writeKeyMaterial();
        String text = OTHER_VALUES.entrySet().stream()
                .map(entry -> entry.getKey().key() + '=' + entry.getValue())
                .collect(Collectors.joining("\n"));

        ServiceConfig config = read(text);

        assertThat(config.source()).endsWith("logoffd.properties");
        assertThat(config.hosts().named())
                .containsExactly(new HostEntry("RDS02", false), new HostEntry("rdvh01.corp.local", true));
        assertThat(config.hosts().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.hosts().refreshInterval()).isEqualTo(Duration.ofMillis(750));
        assertThat(config.logoff().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.logoff().maxWaiting()).isEqualTo(9);
        assertThat(config.logoff().requestIdsKept()).isEqualTo(Duration.ofHours(2));
        assertThat(config.logoff().countdownFile()).isEqualTo(folder.resolve("conf/other/countdowns.txt"));
        assertThat(config.acting()).isEqualTo(ActingKeysTest.OTHER_RULES);
        assertThat(config.http().address().getHostAddress()).isEqualTo("127.0.0.9");
        assertThat(config.http().port()).isEqualTo(9999);
        assertThat(config.http().connections()).isEqualTo(40);
        assertThat(config.http().hosts()).isEqualTo(Set.of("rds01.corp.local", "rds01"));
        assertThat(config.http().maxRequestBytes()).isEqualTo(4096);
        assertThat(config.rmi()).contains(new RmiConfig(InetAddress.getByName("127.0.0.8"), 9998, "rds01.corp.local"));
        Path conf = folder.resolve("conf");
        assertThat(config.usersFile()).isEqualTo(conf.resolve("other/users.txt"));
        assertThat(config.tls())
                .contains(new TlsConfig(
                        conf.resolve("server.pem"),
                        Optional.of(conf.resolve("key.pem")),
                        Optional.of(conf.resolve("password")),
                        Optional.of(conf.resolve("ca.pem")),
                        ClientCertificates.REQUIRED));
        assertThat(config.events().buffer()).isEqualTo(77);
        assertThat(config.events().maxStreams()).isEqualTo(7);
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(false, false, 7));
        assertThat(config.console().idle()).isEqualTo(Duration.ofMinutes(20));
        assertThat(config.alertmanager()).contains(AlertmanagerKeysTest.OTHER_VALUES);
        assertThat(config.audit().file()).isEqualTo(folder.resolve("conf/trail.jsonl"));
        assertThat(config.audit().acts()).isEqualTo(new Kept(Duration.ZERO, 262_144));
        assertThat(config.audit().sessions()).isEqualTo(new Kept(Duration.ofDays(2), 262_145));
        assertThat(config.audit().denials()).isEqualTo(new Kept(Duration.ofDays(3), 262_146));
        assertThat(config.audit().service()).isEqualTo(new Kept(Duration.ofDays(36_500), 1L << 40));
        assertThat(config.jolokia().properties()).containsExactly(Map.entry("maxDepth", "3"));
    }

    /** An update starts with the configuration that is there, and keeps no less than before. */
    @Test
    void keysOfEarlierVersionsAreAcceptedAndNamed() throws Exception {
        AuditConfig larger = read("audit.maxBytes=536870912\naudit.files=9").audit();
        AuditConfig smaller = read("audit.maxBytes=65536\naudit.files=3").audit();
        AuditConfig all = read("audit.files=0").audit();
        AuditConfig both = read("audit.files=0\nhistory.keep.acts=7d\nhistory.maxBytes.acts=262144")
                .audit();

        assertThat(larger.acts()).isEqualTo(new Kept(Duration.ofDays(400), 10L * 536_870_912));
        assertThat(smaller.acts()).isEqualTo(new Kept(Duration.ofDays(400), 1 << 30));
        assertThat(all.acts()).isEqualTo(new Kept(Duration.ZERO, 1 << 30));
        assertThat(both.acts()).isEqualTo(new Kept(Duration.ofDays(7), 262_144));
        assertThat(larger.notices())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(
                        "audit.maxBytes has no effect any more and can be removed: history.maxBytes.acts is the space"
                                + " of all files of the acts.");
        assertThat(problemsOf("audit.files=many"))
                .contains("audit.files is \"many\". Remove it: history.keep.acts and history.maxBytes.acts say how much"
                        + " is kept.");
    }

    @Test
    void whatIsKeptIsATimeInDaysOrForEver() {
        assertThat(problemsOf("history.keep.acts=23h\nhistory.keep.sessions=never\nhistory.maxBytes.acts=1"))
                .contains(
                        "history.keep.acts is \"23h\"",
                        "history.keep.sessions is \"never\"",
                        "a time from 1d to 36500d")
                .contains("history.maxBytes.acts is \"1\"", "a whole number from 262144 to 1099511627776");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        String problems = problemsOf("refresh.interval=soon\nhttp.port=70000\nhttp.prot=1\nnonsense\n"
                + "http.address=192.0.2.1\nhttp.port=1\naudit.file=");

        assertThat(problems)
                .contains(" has 7 problems:")
                .contains("refresh.interval is \"soon\". Expected: a time from 200ms to 1h, such as")
                .contains("http.port is \"70000\". Expected: a whole number from 0 to 65535.")
                .contains("Unknown key \"http.prot\". Did you mean http.port?")
                .contains("Line 4 is \"nonsense\". Expected: key=value, or # for a comment.")
                .contains("http.address is \"192.0.2.1\", which is reachable over the network, but there is no"
                        + " TLS. Set tls.keystore, or")
                .contains("Line 6 gives http.port a second time. Give each key once.")
                .contains("audit.file is \"\". Expected: the path of a file.");
    }

    @Test
    void anUnknownKeyThatIsNearNothingGetsTheWholeList() {
        assertThat(problemsOf("colour=red"))
                .contains("Unknown key \"colour\". Known keys: hosts, host.timeout, refresh.interval,")
                .contains(" has 1 problem:");
    }

    @Test
    void severalUnknownKeysShareOneList() {
        assertThat(problemsOf("colour=red\nhttp.prot=1\nshape=round\ntaste=sweet"))
                .contains("Unknown key \"colour\". Known keys: hosts, ")
                .contains("Unknown key \"http.prot\". Did you mean http.port?")
                .contains("Unknown key \"shape\"." + System.lineSeparator())
                .endsWith("Unknown key \"taste\".")
                .containsOnlyOnce("Known keys: ");
    }

    @ParameterizedTest
    @CsvSource({
        "REFRESH.INTERVAL=2s, refresh.interval",
        "refreshInterval=2s, refresh.interval",
        "logoff.maxwaiting=3, logoff.maxWaiting",
        "http.host=a, http.hosts"
    })
    void aSlipInAKeyIsPointedOut(String line, String expected) {
        assertThat(problemsOf(line)).contains("Did you mean " + expected + '?');
    }

    @Test
    void aBackslashIsJustABackslash() throws Exception {
        // What would be a line feed is none; the folder exists on Windows too.
        String file = folder.resolve("conf").toString().replace('/', '\\') + "\\new.jsonl";

        assertThat(read("audit.file=" + file).audit().file())
                .isEqualTo(folder.resolve("conf").resolve(file));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoProblem() throws Exception {
        ServiceConfig config = read("\uFEFFhttp.port = 1234 \r\n  # Grüße\r\n\r\nhttp.hosts=größe\r\n");

        assertThat(config.http().port()).isEqualTo(1234);
        assertThat(config.http().hosts()).containsExactly("größe");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path missing = folder.resolve("conf/none.properties");

        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.read(missing))
                .withMessageContaining("The file " + missing + " is missing.");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Path file = folder.resolve("conf/latin.properties");
        Files.write(file, "http.hosts=gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.read(file))
                .withMessageContaining("cannot be read as UTF-8 text");
    }

    @Test
    void aJolokiaFolderThatIsMissingIsNamed() {
        assertThat(problemsOf("jolokia.directory=nowhere"))
                .contains(" has 1 problem:")
                .contains(folder.resolve("conf/nowhere/jolokia.properties").toString());
    }

    @Test
    void withoutAPolicyOfJolokiaNothingIsNarrowedFurther() throws Exception {
        Files.delete(folder.resolve("jolokia-config/jolokia-access.xml"));

        assertThat(read("acting.enabled=yes").jolokia().policy()).isEqualTo("<restrict/>");
    }
}
