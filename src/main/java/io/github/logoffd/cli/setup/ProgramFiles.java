package io.github.logoffd.cli.setup;

import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one version, as the distribution has them. */
final class ProgramFiles {

    private static final List<String> REQUIRED = List.of(
            "service/logoffd.exe",
            "service/logoffd.properties",
            "service/logback.xml",
            "logoffd.jar",
            "lib/jnidispatch.dll",
            "jolokia-config/jolokia.properties");

    private final Path folder;

    ProgramFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void requireComplete() throws SetupException {
        for (String name : REQUIRED) {
            if (!Files.isRegularFile(file(name))) {
                throw new SetupException("the file " + file(name) + " is missing; unzip the whole zip again.");
            }
        }
    }

    /** Returns how many bytes {@link #copyTo} copies. */
    long size() throws IOException {
        long bytes = 0;
        for (Path file : Trees.files(folder)) {
            bytes += isShipped(file) ? Files.size(folder.resolve(file)) : 0;
        }
        return bytes;
    }

    /**
     * Copies this version to its folder, which appears complete or not at all. The service runs as LocalSystem: a user
     * who could change a file there would have control of the machine, so the permissions are set before a file is
     * there, whatever those of the folder above are.
     *
     * @throws SetupException when the folder has files of others, or the files cannot be copied
     */
    void copyTo(Path target, WindowsPort windows) throws SetupException {
        try {
            Optional<Path> foreign = foreignIn(target);
            if (foreign.isPresent()) {
                throw new SetupException(
                        "the folder \"" + target + "\" has a file that does not belong to this version, "
                                + foreign.get() + "; move it elsewhere, or delete the folder.");
            }
            Path draft = target.resolveSibling(target.getFileName() + ".new");
            Trees.delete(draft);
            makeReadOnly(draft, windows);
            try {
                requireEmpty(draft);
                Trees.copy(folder, draft, this::isShipped);
                Trees.delete(target);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Trees.delete(draft);
            }
        } catch (IOException e) {
            throw new SetupException(
                    "the program cannot be copied to \"" + target + "\" (" + ErrorText.ofFile(e)
                            + "); free space there or give another folder by --program.",
                    e);
        }
    }

    /** Between its creation and its permissions a user could put something there. */
    private static void requireEmpty(Path draft) throws IOException, SetupException {
        if (!isEmpty(draft)) {
            throw new SetupException(
                    "another program writes to \"" + draft + "\"; end it, or give another folder by --program.");
        }
    }

    /** What a trial beside the jar has left, and what setup makes, is not part of the version. */
    private boolean isShipped(Path relative) {
        return !made().contains(relative) && !relative.startsWith("logs") && !relative.startsWith("tls");
    }

    private Set<Path> made() {
        Layout layout = new Layout(folder, folder);
        Set<Path> made = new HashSet<>();
        made.add(folder.relativize(layout.pointer()));
        layout.archives().forEach(archive -> made.add(folder.relativize(archive)));
        for (String name : List.of("users.txt", "users.txt.lock", "initial-passwords.txt", "logoffd.url")) {
            made.add(Path.of("service", name));
        }
        return made;
    }

    private Optional<Path> foreignIn(Path target) throws IOException {
        Set<Path> known = new HashSet<>(Trees.files(folder));
        known.addAll(made());
        return Trees.files(target).stream()
                .filter(file -> !known.contains(file))
                .findFirst();
    }

    /** Makes a folder, and those above it that are missing, with their permissions. */
    static void makeReadOnly(Path folder, WindowsPort windows) throws IOException {
        for (Path missing : missingFolders(folder)) {
            Files.createDirectory(missing);
            windows.makeReadOnly(missing);
        }
    }

    /** Returns the folders that have to be made for this one, those above first. */
    static List<Path> missingFolders(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder;
                each != null && !Files.exists(each, LinkOption.NOFOLLOW_LINKS);
                each = each.getParent()) {
            missing.add(0, each);
        }
        return missing;
    }

    /** Deletes those of the folders that are empty or hold only each other; those above are named first. */
    static void deleteEmpty(List<Path> folders) throws IOException {
        for (int i = folders.size() - 1; i >= 0; i--) {
            if (Files.exists(folders.get(i)) && isEmpty(folders.get(i))) {
                Files.delete(folders.get(i));
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    /** Returns whether both are one folder, by whatever path. */
    static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }

    /** Returns the folder in which the versions are. */
    static Path parent(Path folder) {
        return Objects.requireNonNull(folder.toAbsolutePath().getParent(), "a folder of a version is in another one");
    }
}
