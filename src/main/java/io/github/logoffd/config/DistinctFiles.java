package io.github.logoffd.config;

import io.github.logoffd.session.Names;
import io.github.logoffd.support.files.JournalName;
import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rejects a configuration in which a file that the service writes is also another of its files, by any spelling or
 * link. Stateless.
 */
final class DistinctFiles {

    /** The keys of these files. */
    static final Set<ConfigKey> KEYS = EnumSet.of(
            ConfigKey.COUNTDOWN_FILE,
            ConfigKey.AUDIT_FILE,
            ConfigKey.USERS_FILE,
            ConfigKey.JOLOKIA_DIRECTORY,
            ConfigKey.TLS_KEYSTORE,
            ConfigKey.TLS_KEY,
            ConfigKey.TLS_PASSWORD_FILE,
            ConfigKey.TLS_CLIENT_CA);

    private DistinctFiles() {}

    /**
     * One file of the service.
     *
     * @param name its key, or another description for messages
     * @param written whether the service writes it
     */
    private record OwnFile(String name, Path path, boolean written) {}

    /**
     * Returns one message for each pair of files that are the same.
     *
     * @param read the files that the configuration itself came from
     */
    static List<String> problems(ServiceConfig config, List<Path> read) {
        List<OwnFile> files = files(config, read);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            for (OwnFile other : files.subList(i + 1, files.size())) {
                problem(files.get(i), other).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static List<OwnFile> files(ServiceConfig config, List<Path> read) {
        List<OwnFile> files = new ArrayList<>();
        files.add(new OwnFile(ConfigKey.COUNTDOWN_FILE.key(), config.logoff().countdownFile(), true));
        files.add(new OwnFile(ConfigKey.AUDIT_FILE.key(), config.audit().file(), true));
        for (JournalName name : JournalName.values()) {
            files.add(new OwnFile(name.text(), name.beside(config.audit().file()), true));
        }
        files.add(new OwnFile(ConfigKey.USERS_FILE.key(), config.usersFile(), true));
        Stream.concat(
                        Stream.of(config.firstPasswordsFile(), LockFile.lockOf(config.usersFile())),
                        config.lockFiles().stream())
                .forEach(file -> files.add(new OwnFile(file.getFileName().toString(), file, true)));
        read.forEach(file -> files.add(new OwnFile(file.getFileName().toString(), file, false)));
        config.tls().ifPresent(tls -> addFiles(tls, files));
        return files;
    }

    private static void addFiles(TlsConfig tls, List<OwnFile> files) {
        tls.keyStoreFile().ifPresent(file -> files.add(new OwnFile(ConfigKey.TLS_KEYSTORE.key(), file, false)));
        tls.key().ifPresent(file -> files.add(new OwnFile(ConfigKey.TLS_KEY.key(), file, false)));
        tls.passwordFile().ifPresent(file -> files.add(new OwnFile(ConfigKey.TLS_PASSWORD_FILE.key(), file, false)));
        tls.clientCa().ifPresent(file -> files.add(new OwnFile(ConfigKey.TLS_CLIENT_CA.key(), file, false)));
    }

    private static Optional<String> problem(OwnFile one, OwnFile other) {
        if (!(one.written() || other.written()) || !isSame(one.path(), other.path())) {
            return Optional.empty();
        }
        return Optional.of(one.name() + " and " + other.name() + " are the same file, " + one.path()
                + ". Each needs a file of its own.");
    }

    /** Existing files are compared by the file system, others by name regardless of case, as on Windows. */
    private static boolean isSame(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
            return Names.same(real(one), real(other));
        } catch (IOException e) {
            // Without access to one of them only the names can be compared.
            return Names.same(one.toString(), other.toString());
        }
    }

    /** Resolves the links of the part of the path that exists. */
    private static String real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(absolute)).toString();
    }
}
