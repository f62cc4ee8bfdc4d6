package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Archived files beside the current one: a full {@code audit.jsonl} becomes {@code audit.20260302T101530123Z.jsonl}.
 * Their names sort in the order of archiving, also when the clock was set back. No other file is ever touched. Not
 * thread-safe.
 */
final class ArchivedFiles {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final String start;
    private final String end;

    /** Finds archived files beside the current file. */
    ArchivedFiles(Path file) {
        this.file = file;
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.start = (dot < 0 ? name : name.substring(0, dot)) + '.';
        this.end = dot < 0 ? "" : name.substring(dot);
    }

    /**
     * Archives the current file, which has to be closed, and returns its new name.
     *
     * @throws IOException when it could not be renamed, as on Windows while another program reads it; then it is
     *     unchanged
     */
    Path add(Instant now) throws IOException {
        List<Instant> times = times();
        Instant free = times.isEmpty() ? now : times.get(times.size() - 1).plusMillis(1);
        Path target = pathOf(now.isAfter(free) ? now : free);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(file, target);
        return target;
    }

    /** Returns the archived files, oldest first. */
    List<Path> oldestFirst() throws IOException {
        return times().stream().map(this::pathOf).toList();
    }

    /** Returns the current file, then the archived ones, newest first. */
    List<Path> newestFirst() throws IOException {
        Deque<Path> files = new ArrayDeque<>();
        oldestFirst().forEach(files::addFirst);
        files.addFirst(file);
        return List.copyOf(files);
    }

    private Path pathOf(Instant time) {
        return file.resolveSibling(start + TIME.format(time) + end);
    }

    /** Returns the times in the names, oldest first. */
    private List<Instant> times() throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path of a file has a folder");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .flatMap(path -> timeOf(path.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns when a file was archived, by its name; empty when it is no archived file. */
    Optional<Instant> timeOf(String name) {
        if (!name.startsWith(start) || !name.endsWith(end) || name.length() <= start.length() + end.length()) {
            return Optional.empty();
        }
        try {
            String time = name.substring(start.length(), name.length() - end.length());
            Instant parsed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
            return TIME.format(parsed).equals(time) ? Optional.of(parsed) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
