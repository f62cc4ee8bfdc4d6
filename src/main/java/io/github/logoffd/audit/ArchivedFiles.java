package io.github.logoffd.audit;

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
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archived files beside the current one: a full {@code audit.jsonl} becomes {@code audit.20260302T101530123Z.jsonl}.
 * Their names sort in the order of archiving, also when the clock was set back. No other file is ever touched. Not
 * thread-safe.
 */
final class ArchivedFiles {

    private static final Logger log = LoggerFactory.getLogger(ArchivedFiles.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final int kept;
    private final String start;
    private final String end;

    /**
     * Scans for archived files beside the current file.
     *
     * @param kept how many older files stay, 0 for all
     */
    ArchivedFiles(Path file, int kept) {
        this.file = file;
        this.kept = kept;
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.start = (dot < 0 ? name : name.substring(0, dot)) + '.';
        this.end = dot < 0 ? "" : name.substring(dot);
    }

    /**
     * Archives the current file, which has to be closed.
     *
     * @throws IOException when it could not be renamed, as on Windows while another program reads it; then it is
     *     unchanged
     */
    void add(Instant now) throws IOException {
        List<Instant> times = times();
        Instant free = times.isEmpty() ? now : times.get(times.size() - 1).plusMillis(1);
        Path target = pathOf(now.isAfter(free) ? now : free);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(file, target);
    }

    /** Deletes the oldest files beyond the limit. A file that cannot be deleted is logged and stays. */
    void deleteSurplus() {
        if (kept == 0) {
            return;
        }
        try {
            List<Instant> times = times();
            for (Instant time : times.subList(0, Math.max(0, times.size() - kept))) {
                Files.delete(pathOf(time));
            }
        } catch (IOException e) {
            log.warn("The oldest files beside {} cannot be deleted ({})", file, e.toString());
        }
    }

    /** Returns whether older files may have been deleted: there are as many as are kept. */
    boolean mayBeDeleted() throws IOException {
        return kept > 0 && times().size() >= kept;
    }

    /** Returns the current file, then the archived ones, newest first. */
    List<Path> newestFirst() throws IOException {
        Deque<Path> files = new ArrayDeque<>();
        times().forEach(time -> files.addFirst(pathOf(time)));
        files.addFirst(file);
        return List.copyOf(files);
    }

    private Path pathOf(Instant time) {
        return file.resolveSibling(start + TIME.format(time) + end);
    }

    /** Returns the times in the names, oldest first. */
    private List<Instant> times() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .flatMap(path -> timeOf(path.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<Instant> timeOf(String name) {
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
