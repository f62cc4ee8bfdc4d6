package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigLines;
import io.github.logoffd.service.CountdownFile;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.JournalName;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Copies the data of an installation in one folder, as the first versions were, to a folder of their own. The old files
 * stay as they are, so that the way back is open. Relative paths in the configuration keep their meaning:
 * {@code service} becomes {@code config}, and every other folder keeps its name.
 */
final class Takeover {

    private static final String OLD_FOLDER = "service";

    /** What belonged to the program. */
    private static final Set<String> PROGRAM_FOLDERS =
            Set.of("lib", "commands", "jolokia-config", "service/performance", "service/procrun-licence");

    private static final List<String> PROGRAM_ENDINGS = List.of(".cmd", ".md", ".exe");

    /** What the new version makes anew: it is not asked, or would name files of the old folder. */
    private static final Set<String> MADE_ANEW =
            Set.of("logs/" + JournalName.INDEX.text(), "logs/logoffd.lock", "service/logoffd.url");

    private static final List<ConfigKey> FILES = List.of(
            ConfigKey.USERS_FILE,
            ConfigKey.AUDIT_FILE,
            ConfigKey.COUNTDOWN_FILE,
            ConfigKey.TLS_KEYSTORE,
            ConfigKey.TLS_KEY,
            ConfigKey.TLS_PASSWORD_FILE,
            ConfigKey.TLS_CLIENT_CA,
            ConfigKey.JOLOKIA_DIRECTORY);

    private final ExistingInstallation old;
    private final ProgramFiles program;
    private final Layout layout;
    private final WindowsPort windows;

    Takeover(ExistingInstallation old, ProgramFiles program, Layout layout, WindowsPort windows) {
        this.windows = windows;
        this.old = old;
        this.program = program;
        this.layout = layout;
    }

    /**
     * Checks that the files of the configuration can be taken over, before anything is changed.
     *
     * @throws SetupException when there is another configuration in the new folder already, or a relative path leads
     *     out of the old one
     */
    void check() throws SetupException {
        if (Files.exists(layout.configuration())) {
            throw new SetupException("there is a configuration in \"" + layout.data()
                    + "\" already, which the installation in \"" + old.program()
                    + "\" does not use; move it elsewhere, or give another folder by --data.");
        }
        try {
            Path folder = Objects.requireNonNull(old.configuration().getParent(), "a file has a folder");
            Map<String, String> given = ConfigLines.of(old.configuration());
            for (ConfigKey key : FILES) {
                requireWithin(key, given.getOrDefault(key.key(), ""), folder);
            }
        } catch (ProblemsException e) {
            throw new SetupException(ErrorText.of(e), e);
        }
    }

    private void requireWithin(ConfigKey key, String value, Path folder) throws SetupException {
        Path file = Path.of(value);
        boolean outside = !folder.resolve(file).normalize().startsWith(old.program());
        if (!value.isEmpty() && !file.isAbsolute() && outside) {
            throw new SetupException(key.key() + " in " + old.configuration() + " is \"" + value
                    + "\", outside of the folder of the installation; write it as an absolute path, "
                    + folder.resolve(file).normalize() + ", then repeat this.");
        }
    }

    /** Returns how many bytes {@link #copy} copies, as long as the service does not run. */
    long size() throws IOException {
        long bytes = 0;
        for (Path file : data()) {
            bytes += Files.size(old.program().resolve(file));
        }
        return bytes;
    }

    private List<Path> data() throws IOException {
        Set<Path> shipped = new HashSet<>(Trees.files(program.folder()));
        return Trees.files(old.program()).stream()
                .filter(file -> isData(file, shipped))
                .toList();
    }

    /** Copies everything that is not part of the program. The service must not run. */
    void copy(Undo undo) throws SetupException {
        try {
            for (Path file : data()) {
                copy(file, undo);
            }
            copyJolokia(undo);
        } catch (IOException e) {
            throw new SetupException(
                    "the data of \"" + old.program() + "\" cannot be copied to \"" + layout.data() + "\" ("
                            + ErrorText.ofFile(e) + ").",
                    e);
        }
    }

    /** Marks the copied file of countdowns, since the first versions did not; the new one leaves other files alone. */
    void mark(Path countdowns) throws IOException {
        if (countdowns.startsWith(layout.data())) {
            CountdownFile.markFormer(countdowns);
        }
    }

    private static boolean isData(Path file, Set<Path> shipped) {
        if (file.getNameCount() == 1
                || MADE_ANEW.stream().anyMatch(file::endsWith)
                || PROGRAM_FOLDERS.stream().anyMatch(file::startsWith)) {
            return false;
        }
        boolean configuration = file.equals(Path.of(OLD_FOLDER, "logoffd.properties"));
        return configuration || !(shipped.contains(file) || isProgram(file));
    }

    /** What former versions had beside the configuration. */
    private static boolean isProgram(Path file) {
        return file.startsWith(OLD_FOLDER) && PROGRAM_ENDINGS.stream().anyMatch(file.toString()::endsWith);
    }

    private void copy(Path file, Undo undo) throws IOException {
        Path target = file.startsWith(OLD_FOLDER)
                ? layout.configurationFolder().resolve(Path.of(OLD_FOLDER).relativize(file))
                : layout.data().resolve(file);
        copyOne(old.program().resolve(file), target, undo);
    }

    private void copyJolokia(Undo undo) throws IOException {
        for (String name : List.of("jolokia.properties", "jolokia-access.xml")) {
            Path file = old.program().resolve("jolokia-config").resolve(name);
            if (Files.exists(file)) {
                copyOne(file, layout.jolokia().resolve(name), undo);
            }
        }
    }

    /** Users and keys are among them; the service refuses those that others can read. */
    private void copyOne(Path file, Path target, Undo undo) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent(), "a file has a folder"));
        undo.add(() -> Files.deleteIfExists(target));
        windows.createPrivate(target);
        try (OutputStream out = Files.newOutputStream(target)) {
            Files.copy(file, out);
        }
    }
}
