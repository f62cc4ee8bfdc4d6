package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of whole folders. No link is followed. Stateless. */
final class Trees {

    private Trees() {}

    /** Returns the files below a folder, relative to it, in order; none when there is no folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** Copies files with their folders; their permissions become those of where they are copied to. */
    static void copy(Path from, Path to, Predicate<Path> relative) throws IOException {
        for (Path file : files(from)) {
            if (relative.test(file)) {
                Path target = to.resolve(file);
                Files.createDirectories(Objects.requireNonNull(target.getParent(), "a file has a folder"));
                Files.copy(from.resolve(file), target);
            }
        }
    }

    /** Deletes a folder with everything in it; nothing happens when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
