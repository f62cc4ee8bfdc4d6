package io.github.logoffd.audit.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.support.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Append-only files of one kind, a chain of lines that are forced to disk. Before a line that would make the current
 * file too large, or when its first line is old enough, it is archived and a new one is begun; when that fails, it
 * continues to grow. No line is split between files. What a full disk has left of lines that were not written is cut
 * off again. A partial line that a crash has left is terminated, and the next line says so. When another program has
 * removed, replaced or changed the current file, that is detected before the next line and recorded in a line of its
 * own. Thread-safe.
 */
final class ChainFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChainFile.class);

    static final String CUT = "CUT";

    private final JournalKind kind;
    private final Path path;
    private final ProtectedFiles protection;
    private final Retention retention;
    private final ArchivedFiles archived;
    private final InstantSource clock;
    private final LongSupplier numbers;
    private final Consumer<Anchor> atRotation;

    /**
     * Not a channel: a channel closes itself, for all threads, when an interrupted thread writes to it. Empty after a
     * failure.
     */
    @GuardedBy("this")
    private Optional<FileOutputStream> out = Optional.empty();

    /** The state of the file after the last line; empty when unknown. */
    @GuardedBy("this")
    private Optional<FileState> left = Optional.empty();

    /** The newest line that is on disk; empty when it has to be read from there. */
    @GuardedBy("this")
    private Optional<Anchor> last = Optional.empty();

    /** When the first line of the current file was written. */
    @GuardedBy("this")
    private Instant begun = Instant.MAX;

    @GuardedBy("this")
    private long archivedBytes;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private boolean stuck;

    /** What another program has done to the file, until a line has said it. */
    @GuardedBy("this")
    private Optional<String> change = Optional.empty();

    private ChainFile(Builder builder) {
        this.kind = builder.kind;
        this.path = builder.path;
        this.protection = builder.protection;
        this.retention = builder.retention;
        this.archived = new ArchivedFiles(builder.path);
        this.clock = builder.clock;
        this.numbers = builder.numbers;
        this.atRotation = builder.atRotation;
    }

    /**
     * What a file needs.
     *
     * @param path the current file, created with its folder when missing; an existing one is continued
     * @param protection the protection of a file that is created; an existing one keeps its permissions
     * @param numbers supplies the numbers of the lines
     * @param atRotation accepts the newest line of a file that was archived; must not block
     */
    record Builder(
            JournalKind kind,
            Path path,
            ProtectedFiles protection,
            Retention retention,
            InstantSource clock,
            LongSupplier numbers,
            Consumer<Anchor> atRotation) {

        /**
         * Opens the file.
         *
         * @throws IOException when it cannot be appended to, or is a link
         */
        ChainFile open() throws IOException {
            ChainFile file = new ChainFile(this);
            Files.createDirectories(path.getParent());
            synchronized (file) {
                file.open();
                file.countArchived();
            }
            return file;
        }
    }

    /**
     * Appends lines and returns when they are on disk.
     *
     * @param lines their fields, without those of the chain
     * @param mostBytes the size of all files of the kind that the lines must not exceed
     * @throws NoSpaceException when they would exceed it; nothing was written
     * @throws IOException when they could not be written; what was is taken back, as far as that is possible
     */
    synchronized void append(List<Map<String, Object>> lines, long mostBytes) throws IOException {
        if (closed) {
            throw new IOException("The file " + path + " is closed.");
        }
        openAgainIfChanged();
        boolean endsInHalfLine = left.orElseThrow().endsInHalfLine();
        Batch batch = new Batch(last());
        addAccidents(batch, endsInHalfLine);
        for (Map<String, Object> fields : lines) {
            batch.add(fields);
            if (bytes() + batch.size() > mostBytes) {
                throw new NoSpaceException(kind, retention.maxBytes());
            }
        }
        if (!endsInHalfLine && isFull(batch.size())) {
            putAside();
        }
        begun = begun.equals(Instant.MAX) ? clock.instant() : begun;
        write(batch);
    }

    /** Written together with the next lines, so that a full disk separates no half line from what explains it. */
    @GuardedBy("this")
    private void addAccidents(Batch batch, boolean endsInHalfLine) {
        if (endsInHalfLine) {
            batch.bytes.write('\n');
            batch.add(Lines.sentence(
                    clock.instant(),
                    CUT,
                    "The line before this one is incomplete: it was being written when the service or the machine"
                            + " ended, or when the disk was full."));
        }
        change.ifPresent(sentence -> batch.add(Lines.sentence(clock.instant(), "CHANGED", sentence)));
    }

    /** Lines that belong together, from the newest line on disk on. */
    private final class Batch {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Anchor newest;

        Batch(Anchor before) {
            newest = before;
        }

        void add(Map<String, Object> fields) {
            Map<String, Object> chained = new LinkedHashMap<>(fields);
            long number = numbers.getAsLong();
            chained.put(Chain.SEQUENCE, number);
            chained.put(Chain.PREVIOUS, newest.hash());
            byte[] line = JsonWriter.text(chained).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(line);
            bytes.write('\n');
            newest = new Anchor(kind, number, Chain.hash(line), clock.instant());
        }

        int size() {
            return bytes.size();
        }
    }

    /** A batch is written to one file, which may become larger by it than other files. */
    @GuardedBy("this")
    private boolean isFull(int more) throws IOException {
        long size = size();
        boolean old = !retention.isForEver() && begun.isBefore(clock.instant().minus(retention.fileAge()));
        return size > 0 && (size + more > retention.fileBytes() || old);
    }

    @GuardedBy("this")
    private void write(Batch batch) throws IOException {
        FileOutputStream file = open();
        long before = left.orElseThrow().size();
        try {
            file.write(batch.bytes.toByteArray());
            file.getFD().sync();
        } catch (IOException e) {
            closeAfter(e, file, before);
            throw e;
        }
        left = left.map(state -> state.plus(batch.size()));
        last = Optional.of(batch.newest);
        change = Optional.empty();
    }

    /** Takes back what was written of the lines; when that fails too, the file is read again before the next ones. */
    @GuardedBy("this")
    private void closeAfter(IOException failure, FileOutputStream file, long before) {
        try {
            file.getChannel().truncate(before);
        } catch (IOException e) {
            failure.addSuppressed(e);
            left = Optional.empty();
            last = Optional.empty();
        }
        try {
            closeFile();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @GuardedBy("this")
    private long size() throws IOException {
        open();
        return left.orElseThrow().size();
    }

    /** Returns the size of all files of this kind. */
    synchronized long bytes() {
        return archivedBytes + left.map(FileState::size).orElse(0L);
    }

    /** Returns the newest line on disk, for an anchor of now; empty when there is none. */
    synchronized Optional<Anchor> newest() {
        return last.filter(line -> line.sequence() >= 0)
                .map(line -> new Anchor(kind, line.sequence(), line.hash(), clock.instant()));
    }

    /** The state read by name may lag by some moments; the file that is opened then has the real one. */
    @GuardedBy("this")
    private void openAgainIfChanged() throws IOException {
        if (out.isPresent() && !left.orElseThrow().isStillAt(path)) {
            closeFile();
        }
        open();
    }

    @GuardedBy("this")
    private FileOutputStream open() throws IOException {
        if (out.isEmpty()) {
            requireFile();
            Optional<FileState> before = left;
            FileState now = FileState.of(path);
            if (last.isEmpty()) {
                last = Optional.of(readLast());
                begun = readBegun();
            }
            out = Optional.of(new FileOutputStream(path.toFile(), true));
            left = Optional.of(now);
            before.filter(state -> !state.equals(now)).ifPresent(state -> noteChange(state, now));
        }
        return out.get();
    }

    @GuardedBy("this")
    private void noteChange(FileState before, FileState now) {
        String sentence = "The file " + path + " was removed, replaced or changed by another program: it had "
                + before.size() + " bytes and has " + now.size() + ". Lines before this one may be missing.";
        log.error(sentence);
        change = Optional.of(sentence);
    }

    /** Returns the newest line of the newest file that has one. */
    @GuardedBy("this")
    private Anchor readLast() throws IOException {
        for (Path file : archived.newestFirst()) {
            Optional<StoredLine> line = LineReader.last(file);
            if (line.isPresent()) {
                return new Anchor(
                        kind, line.get().sequence().orElse(-1), line.get().hash(), clock.instant());
            }
        }
        return new Anchor(kind, -1, Chain.BEGINNING, clock.instant());
    }

    /** A line without a time that can be parsed counts as new. */
    private Instant readBegun() throws IOException {
        Optional<StoredLine> first = LineReader.first(path);
        return first.isEmpty() ? Instant.MAX : Lines.time(first.get().bytes()).orElse(clock.instant());
    }

    @GuardedBy("this")
    private Anchor last() {
        return last.orElseThrow();
    }

    /** Creates a new file, never through a link; anything other than a regular file is refused. */
    private void requireFile() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            protection.create(path);
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("The file " + path + " is a link or not a regular file. Use a regular file.");
        }
    }

    /**
     * Passes the last lines to the consumer, oldest first, including those of archived files, up to {@code mostBytes}
     * in total. Returns whether these are all lines that are kept.
     */
    synchronized boolean readLast(long mostBytes, Consumer<String> reader) throws IOException {
        return LastLines.read(archived.newestFirst(), mostBytes, reader);
    }

    /** Closed first, since Windows does not rename open files. */
    @GuardedBy("this")
    private void putAside() throws IOException {
        closeFile();
        try {
            archivedBytes += Files.size(archived.add(clock.instant()));
            left = Optional.empty();
            begun = Instant.MAX;
            stuck = false;
            newest().ifPresent(atRotation);
        } catch (IOException e) {
            if (!stuck) {
                log.warn(
                        "{} is full but cannot be renamed ({}); writing continues and the rename is retried",
                        path,
                        e.toString());
            }
            stuck = true;
        }
    }

    /** Returns the oldest archived file when all of its lines are older than is kept. */
    synchronized Optional<Expired> oldestExpired() throws IOException {
        List<Path> files = archived.oldestFirst();
        if (retention.isForEver() || files.isEmpty()) {
            return Optional.empty();
        }
        Instant archivedAt =
                archived.timeOf(files.get(0).getFileName().toString()).orElseThrow();
        return archivedAt.isBefore(clock.instant().minus(retention.keep()))
                ? Optional.of(Expired.of(kind, files.get(0)))
                : Optional.empty();
    }

    /** Deletes an archived file. */
    synchronized void delete(Expired expired) throws IOException {
        Files.delete(expired.file());
        countArchived();
    }

    @GuardedBy("this")
    private void countArchived() throws IOException {
        long sum = 0;
        for (Path file : archived.oldestFirst()) {
            sum += Files.size(file);
        }
        archivedBytes = sum;
    }

    @GuardedBy("this")
    private void closeFile() throws IOException {
        if (out.isPresent()) {
            FileOutputStream file = out.get();
            out = Optional.empty();
            file.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        closeFile();
    }
}
