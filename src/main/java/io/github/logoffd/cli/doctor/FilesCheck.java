package io.github.logoffd.cli.doctor;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.tls.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Permissions: the files with secrets and the journal are for the service and administrators only, and no other account
 * can change the folders from which the service reads its program, its configuration and its users.
 */
final class FilesCheck {

    private static final String NAME = "permissions";

    private FilesCheck() {}

    /** Checks what exists; {@code jar} is empty for a program without one. */
    static Finding of(ServiceConfig config, Optional<Path> jar, ProtectedFiles files) {
        Finding.Collector problems = new Finding.Collector(NAME);
        Set<Path> secret = existing(secretFiles(config));
        Set<Path> folders = existing(folders(config, jar));
        secret.forEach(file -> files.problem(file).ifPresent(problems::fail));
        folders.forEach(folder -> files.folderProblem(folder).ifPresent(problems::fail));
        return problems.finding(secret.size() + " files with secrets or names and " + folders.size()
                + " folders can be changed by this account and administrators only.");
    }

    private static Stream<Path> secretFiles(ServiceConfig config) {
        JournalFiles journal = JournalFiles.beside(config.audit().file());
        return Stream.of(
                        Stream.of(config.usersFile(), config.firstPasswordsFile()),
                        config.tls().map(TlsConfig::secretFiles).orElse(List.of()).stream(),
                        Stream.of(JournalKind.values()).map(journal::current),
                        Stream.of(config.logoff().countdownFile()))
                .flatMap(paths -> paths);
    }

    private static Stream<Path> folders(ServiceConfig config, Optional<Path> jar) {
        Stream<Path> files = Stream.of(
                        jar.stream(),
                        jar.map(file -> file.resolveSibling("lib").resolve("any")).stream(),
                        Stream.of(config.source())
                                .filter(source -> !source.isEmpty())
                                .map(Path::of),
                        secretFiles(config))
                .flatMap(paths -> paths);
        return files.map(file -> file.toAbsolutePath().normalize().getParent());
    }

    private static Set<Path> existing(Stream<Path> paths) {
        Set<Path> existing = new LinkedHashSet<>();
        paths.map(path -> path.toAbsolutePath().normalize())
                .filter(Files::exists)
                .forEach(existing::add);
        return existing;
    }
}
