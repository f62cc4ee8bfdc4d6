package io.github.logoffd.config;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.tls.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code logoffd.properties} and checks the files that it names. Stateless. */
public final class ConfigReader {

    private static final String SERVICE_FILE = "logoffd.properties";
    private static final String JOLOKIA_FILE = "jolokia.properties";
    private static final String POLICY_FILE = "jolokia-access.xml";
    private static final String NO_POLICY = "<restrict/>";

    private ConfigReader() {}

    /**
     * Returns the built-in configuration: the shipped files, as if they were in {@code folder}.
     *
     * @throws ProblemsException never in a release: a test reads the shipped files
     */
    public static ServiceConfig builtIn(Path folder) throws ProblemsException {
        return builtIn(folder, Map.of());
    }

    /**
     * Returns the built-in configuration with some values replaced.
     *
     * @param given values by the names of their keys
     * @throws ProblemsException with everything that is wrong with these
     */
    public static ServiceConfig builtIn(Path folder, Map<String, String> given) throws ProblemsException {
        List<String> problems = new ArrayList<>();
        JolokiaFiles jolokia = new JolokiaFiles(
                KeyValueFile.parse(resource(JOLOKIA_FILE), problems), resource(POLICY_FILE), "built in");
        return checked("", values(given, problems), folder, jolokia, List.of(), ServerTls::problems, problems);
    }

    /**
     * Reads a file and checks the files that it names. Missing keys have the values of the shipped file; relative paths
     * are resolved against its folder.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static ServiceConfig read(Path file) throws ProblemsException {
        return read(file, ServerTls::problems);
    }

    /**
     * Reads a file as {@link #read} does, except that key material is not opened: what is wrong with it does not hide
     * the rest.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static ServiceConfig readWithoutTls(Path file) throws ProblemsException {
        return read(file, tls -> List.of());
    }

    private static ServiceConfig read(Path file, Function<TlsConfig, List<String>> tlsProblems)
            throws ProblemsException {
        List<String> problems = new ArrayList<>();
        ConfigValues values = values(pairs(file, problems), problems);
        Path directory = values.path(ConfigKey.JOLOKIA_DIRECTORY, folderOf(file));
        for (ConfigKey key : List.of(ConfigKey.USERS_FILE, ConfigKey.AUDIT_FILE, ConfigKey.COUNTDOWN_FILE)) {
            values.requireFolder(key, folderOf(file));
        }
        return checked(
                file.toString(),
                values,
                folderOf(file),
                jolokiaIn(directory, problems),
                filesRead(file, directory),
                tlsProblems,
                problems);
    }

    /**
     * Returns the users file that a configuration names; other keys are not checked.
     *
     * @throws ProblemsException with everything that is wrong with the lines of the file
     */
    public static Path usersFile(Path file) throws ProblemsException {
        return path(ConfigKey.USERS_FILE, file);
    }

    /**
     * Returns the audit file that a configuration names, without checking the rest of it.
     *
     * @throws ProblemsException with everything that is wrong with the lines of the file
     */
    public static Path auditFile(Path file) throws ProblemsException {
        return path(ConfigKey.AUDIT_FILE, file);
    }

    private static Path path(ConfigKey key, Path file) throws ProblemsException {
        List<String> problems = new ArrayList<>();
        try {
            Path path = values(KeyValueFile.read(file, problems), problems).path(key, folderOf(file));
            if (!problems.isEmpty()) {
                throw new ProblemsException("The configuration " + file, problems);
            }
            return path;
        } catch (RefusedFileException e) {
            throw refused(file, e);
        }
    }

    /**
     * Reads a file that has changed while the service runs. The files that it names are not checked: an expired
     * certificate must not prevent a rule from being made stricter.
     *
     * @param inForce the configuration in force, whose Jolokia files are kept
     * @throws ProblemsException with everything that is wrong, also when the file lost a key and the default of that
     *     key allows more than the value in force
     */
    public static ServiceConfig readAgain(Path file, ServiceConfig inForce) throws ProblemsException {
        List<String> problems = new ArrayList<>();
        Map<String, String> given = pairs(file, problems);
        ConfigValues values = values(given, problems);
        Path directory = values.path(ConfigKey.JOLOKIA_DIRECTORY, folderOf(file));
        ServiceConfig changed = checked(
                file.toString(),
                values,
                folderOf(file),
                inForce.jolokia(),
                filesRead(file, directory),
                tls -> List.of(),
                problems);
        List<ConfigKey> lost = LostKeys.of(given.keySet(), inForce, changed);
        if (!lost.isEmpty()) {
            throw refused(file, lost(file, lost));
        }
        return changed;
    }

    private static RefusedFileException lost(Path file, List<ConfigKey> keys) {
        Map<String, String> defaults = defaults();
        return new RefusedFileException(
                file,
                "no longer has " + keys.stream().map(ConfigKey::key).collect(Collectors.joining(", "))
                        + ", whose default allows more than the value in force. It may have been truncated: restore it."
                        + " If that"
                        + " is intended, write the default: "
                        + keys.stream()
                                .map(key -> key.key() + '=' + defaults.get(key.key()))
                                .collect(Collectors.joining(", "))
                        + '.');
    }

    private static Map<String, String> pairs(Path file, List<String> problems) throws ProblemsException {
        try {
            Map<String, String> given = KeyValueFile.read(file, problems);
            checkKnown(given.keySet(), problems);
            return given;
        } catch (RefusedFileException e) {
            throw refused(file, e);
        }
    }

    private static ProblemsException refused(Path file, RefusedFileException e) {
        return new ProblemsException("The configuration " + file, List.of(e.getMessage()), e);
    }

    private static ConfigValues values(Map<String, String> given, List<String> problems) {
        return new ConfigValues(given, defaults(), problems);
    }

    private static List<Path> filesRead(Path file, Path directory) {
        return List.of(file, directory.resolve(JOLOKIA_FILE), directory.resolve(POLICY_FILE));
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file has a folder");
    }

    private static ServiceConfig checked(
            String source,
            ConfigValues values,
            Path folder,
            JolokiaFiles jolokia,
            List<Path> read,
            Function<TlsConfig, List<String>> tlsProblems,
            List<String> problems)
            throws ProblemsException {
        ServiceConfig config = new ServiceConfig(
                source,
                HostsConfig.read(values),
                LogoffConfig.read(values, folder),
                ActingKeys.read(values),
                HttpConfig.read(values),
                ConsoleConfig.read(values),
                values.path(ConfigKey.USERS_FILE, folder),
                TlsKeys.read(values, folder, problems, tlsProblems),
                RmiKeys.read(values),
                EventsConfig.read(values),
                MetricsConfig.read(values),
                AlertmanagerKeys.read(values),
                AuditConfig.read(values, folder),
                jolokia);
        checkTogether(config, values, read, problems);
        if (!problems.isEmpty()) {
            throw new ProblemsException("The configuration " + (source.isEmpty() ? "(built in)" : source), problems);
        }
        return config;
    }

    /** Checks keys against each other, unless one of them has a problem itself: another would only follow from it. */
    private static void checkTogether(
            ServiceConfig config, ConfigValues values, List<Path> read, List<String> problems) {
        if (values.areValid(DistinctFiles.KEYS)) {
            problems.addAll(DistinctFiles.problems(config, read));
        }
        if (values.areValid(Set.of(ConfigKey.LOGOFF_MAX_WAITING, ConfigKey.HTTP_CONNECTIONS))
                && config.logoff().maxWaiting() > config.http().connections() - HttpConfig.REQUESTS_OF_READERS) {
            problems.add(ConfigKey.LOGOFF_MAX_WAITING.key() + " is "
                    + config.logoff().maxWaiting() + ". Make it at least "
                    + HttpConfig.REQUESTS_OF_READERS + " less than " + ConfigKey.HTTP_CONNECTIONS.key() + " ("
                    + config.http().connections()
                    + "), so that callers waiting for a logoff leave connections for readers.");
        }
        checkNetwork(config, values, problems);
        if (values.areValid(Set.of(ConfigKey.HTTP_HOSTS))
                && config.http().address().isAnyLocalAddress()
                && config.http().hosts().isEmpty()) {
            values.problem(
                    ConfigKey.HTTP_HOSTS,
                    "the names and addresses that clients use for this machine, since " + ConfigKey.HTTP_ADDRESS.key()
                            + " means all of its addresses",
                    "");
        }
    }

    private static void checkNetwork(ServiceConfig config, ConfigValues values, List<String> problems) {
        boolean plainTextAllowed = values.yesOrNo(ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK);
        if (!values.areValid(Set.of(ConfigKey.TLS_KEYSTORE, ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK))) {
            return;
        }
        NetworkRule.problem(config.http().address(), config.tls().isPresent(), plainTextAllowed)
                .ifPresent(problems::add);
        config.rmi()
                .flatMap(rmi -> NetworkRule.problem(rmi.address(), config.tls().isPresent()))
                .ifPresent(problems::add);
    }

    /** The list of all keys is as long as a page, so one problem has it. */
    private static void checkKnown(Set<String> keys, List<String> problems) {
        List<String> known =
                Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList();
        boolean listed = false;
        for (String key : keys) {
            if (known.contains(key) || isRetired(key)) {
                continue;
            }
            Optional<String> near = NearestWord.to(key, known);
            String hint = near.map(word -> " Did you mean " + word + '?').orElse("");
            if (near.isEmpty() && !listed) {
                listed = true;
                hint = " Known keys: " + String.join(", ", known) + '.';
            }
            problems.add("Unknown key \"" + key + "\"." + hint);
        }
    }

    private static boolean isRetired(String key) {
        return Arrays.stream(RetiredKey.values()).anyMatch(old -> old.key().equals(key));
    }

    private static JolokiaFiles jolokiaIn(Path directory, List<String> problems) {
        try {
            return new JolokiaFiles(
                    KeyValueFile.read(directory.resolve(JOLOKIA_FILE), problems),
                    policyIn(directory),
                    directory.toString());
        } catch (RefusedFileException e) {
            problems.add(e.getMessage());
            return new JolokiaFiles(Map.of(), NO_POLICY, directory.toString());
        }
    }

    /** Without a policy nothing is restricted further; a policy never grants anything. */
    private static String policyIn(Path directory) throws RefusedFileException {
        Path file = directory.resolve(POLICY_FILE);
        return Files.exists(file) ? SmallFile.text(file) : NO_POLICY;
    }

    private static Map<String, String> defaults() {
        return KeyValueFile.parse(resource(SERVICE_FILE), new ArrayList<>());
    }

    private static String resource(String name) {
        try (InputStream stream = ConfigReader.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The file " + name + " is missing in this build.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
