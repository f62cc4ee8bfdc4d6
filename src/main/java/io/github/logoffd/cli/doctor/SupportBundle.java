package io.github.logoffd.cli.doctor;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.config.ShareableConfig;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Collects what a bug report needs. What cannot be had is named in its place with the reason, so that a broken
 * installation gives a bundle too. Never read are the files with passwords and keys; of the users file only the names,
 * to leave them out.
 */
final class SupportBundle {

    private static final List<String> LOGS =
            List.of("logoffd.log", "procrun.*.log", "logoffd-stdout.*.log", "logoffd-stderr.*.log");

    private final Examination examination;
    private final Machine machine;
    private final Optional<Path> configFile;
    private final Optional<Path> logs;
    private final boolean withNames;
    private final Redaction redaction;
    private final Bundle bundle = new Bundle();

    /**
     * Creates a bundle without content.
     *
     * @param logs the folder of the logs; by default that of the journal
     * @param withNames whether names and texts of people are wanted
     */
    SupportBundle(
            Examination examination, Machine machine, ConfigOption option, Optional<Path> logs, boolean withNames) {
        this.examination = examination;
        this.machine = machine;
        this.configFile = option.file();
        this.logs = logs.or(() -> folderOfJournal(option))
                .map(folder -> folder.toAbsolutePath().normalize());
        this.withNames = withNames;
        this.redaction = new Redaction(names(option), folders(), withNames);
    }

    private static Optional<Path> folderOfJournal(ConfigOption option) {
        try {
            return Optional.ofNullable(
                    option.auditFile().toAbsolutePath().normalize().getParent());
        } catch (ProblemsException e) {
            // The examination has this problem.
            return Optional.empty();
        }
    }

    private static List<String> names(ConfigOption option) {
        List<String> names = new ArrayList<>(List.of(System.getProperty("user.name")));
        try {
            names.addAll(new UsersFile(option.usersFile(), new ProtectedFiles(List.of())).names());
        } catch (ProblemsException | RefusedFileException e) {
            // Without that file no sentence of this bundle has a name of it.
            return names;
        }
        return names;
    }

    private Map<String, Path> folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        machine.jar().map(Path::getParent).ifPresent(folder -> folders.put("program", folder));
        configFile
                .map(file -> file.toAbsolutePath().normalize().getParent())
                .ifPresent(folder -> folders.put("configuration", folder));
        logs.ifPresent(folder -> folders.put("logs", folder));
        folders.put("java", machine.javaHome());
        folders.put("home", Path.of(System.getProperty("user.home")));
        return folders;
    }

    /** Collects everything; with a service that was named, what it says of itself too. */
    Bundle collect(ServiceAccess access) {
        add("versions.txt", "versions of logoffd, Java and the libraries", redaction::line, versions());
        add("host.txt", "facts of this machine", redaction::line, HostFactsText.host(machine, existingFolders()));
        add("doctor.txt", "result of logoffd doctor", redaction::message, ExaminationText.lines(examination));
        add("configuration.txt", "configuration without comments", redaction::line, configuration());
        add("files.txt", "names, sizes and times of files", redaction::line, HostFactsText.files(existingFolders()));
        add("health.txt", "answer of the service to GET /health", redaction::line, health());
        add("threads.txt", "numbers of the service and its threads", redaction::line, threads(access));
        logs.ifPresent(this::addLogs);
        if (withNames) {
            examination.config().ifPresent(this::addJournal);
        }
        return bundle;
    }

    private void add(String name, String content, UnaryOperator<String> redacted, List<String> lines) {
        bundle.add(name, content, lines.stream().map(redacted).toList());
    }

    private List<String> versions() {
        List<String> lines = new ArrayList<>(List.of(
                "logoffd " + Version.text(), "Java " + machine.javaVersion(), System.getProperty("java.vm.name")));
        if (machine.jar().isPresent()) {
            try (JarFile jar = new JarFile(machine.jar().get().toFile())) {
                lines.addAll(libraries(jar.getManifest()));
            } catch (IOException e) {
                lines.add("The libraries are not known: " + ErrorText.ofFile(e));
            }
        }
        return lines;
    }

    private static List<String> libraries(Manifest manifest) {
        String classPath = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return classPath == null ? List.of() : List.of(classPath.split(" "));
    }

    private List<String> configuration() {
        if (configFile.isEmpty()) {
            return List.of("The built-in defaults.");
        }
        try {
            return ShareableConfig.lines(configFile.get(), withNames);
        } catch (RefusedFileException e) {
            return List.of("The configuration cannot be read: " + ErrorText.of(e));
        }
    }

    private List<String> health() {
        Optional<ServiceConfig> config = examination.config();
        if (config.isEmpty()) {
            return List.of("Not asked, since the configuration cannot be read.");
        }
        try {
            RunningService service = RunningService.ask(config.get());
            return List.of("HTTP " + service.status() + " from " + service.url(), service.text());
        } catch (IOException e) {
            return List.of("No answer: " + ErrorText.of(e));
        }
    }

    /** Without a service that was named nothing is asked: that could prompt for a password. */
    private static List<String> threads(ServiceAccess access) {
        if (!access.isNamed()) {
            return List.of(
                    "Not asked: no --url was given. For a service that hangs, a JDK on the machine has its threads:"
                            + " jcmd PID Thread.print, elevated. The service itself offers no dump, since it shows no more of its"
                            + " process than numbers.");
        }
        try {
            ServiceClient client = access.open();
            return List.of(
                    JsonWriter.text(client.service().values()),
                    JsonWriter.text(client.threads().values()));
        } catch (IOException e) {
            return List.of("No answer: " + ErrorText.of(e));
        }
    }

    private void addLogs(Path folder) {
        for (String glob : LOGS) {
            try {
                Tail.newest(folder, glob).ifPresent(file -> addTail("logs/", file, redaction::logLine));
            } catch (IOException e) {
                add("logs/" + glob.replace('*', '_'), "why it is missing", redaction::message, reason(e));
            }
        }
    }

    private void addJournal(ServiceConfig config) {
        JournalFiles files = JournalFiles.beside(config.audit().file());
        for (JournalKind kind : JournalKind.values()) {
            Path file = files.current(kind);
            if (Files.exists(file)) {
                addTail("journal/", file, redaction::line);
            }
        }
    }

    private void addTail(String folder, Path file, UnaryOperator<String> redacted) {
        String name = folder + file.getFileName();
        try {
            add(name, "its last lines", redacted, Tail.of(file));
        } catch (IOException e) {
            add(name, "why it is missing", redaction::message, reason(e));
        }
    }

    private static List<String> reason(IOException e) {
        return List.of("It cannot be read: " + ErrorText.ofFile(e));
    }

    private Set<Path> existingFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        Stream.of(
                        machine.jar().map(Path::getParent),
                        machine.jar().map(jar -> jar.resolveSibling("lib")),
                        configFile.map(file -> file.toAbsolutePath().normalize().getParent()),
                        logs)
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .forEach(folders::add);
        return folders;
    }
}
