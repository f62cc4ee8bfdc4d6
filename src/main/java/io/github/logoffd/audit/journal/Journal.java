package io.github.logoffd.audit.journal;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lasting journal of four kinds of lines with one common number. Acts are written before they are done or not done at
 * all; the other kinds are counted when they cannot be written. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final JournalFiles names;
    private final Map<JournalKind, Retention> retentions;
    private final InstantSource clock;
    private final Consumer<List<Anchor>> anchors;
    private final AtomicLong lastNumber;
    private final Map<JournalKind, ChainFile> files = new EnumMap<>(JournalKind.class);
    private final Map<JournalKind, JournalPart> parts = new EnumMap<>(JournalKind.class);
    private final Map<JournalKind, Long> anchored = new ConcurrentHashMap<>();
    private final AtomicBoolean rotated = new AtomicBoolean();
    private volatile Runnable appended = () -> {};
    private Optional<ActsPart> acts = Optional.empty();

    private Journal(Setup setup) throws IOException {
        this.names = setup.names();
        this.retentions = Map.copyOf(setup.retentions());
        this.clock = setup.clock();
        this.anchors = setup.anchors();
        this.lastNumber = new AtomicLong(highestNumber(names));
    }

    /**
     * What a journal needs.
     *
     * @param protection the protection of files that are created; existing ones keep their permissions
     * @param retentions how much of each kind is kept
     * @param anchors accepts the newest lines, to be stored where who changes files cannot change them; must not block
     */
    public record Setup(
            JournalFiles names,
            ProtectedFiles protection,
            Map<JournalKind, Retention> retentions,
            InstantSource clock,
            Consumer<List<Anchor>> anchors) {

        /**
         * Opens the journal and continues what is there.
         *
         * @throws IOException when a file cannot be appended to
         */
        public Journal open() throws IOException {
            Journal journal = new Journal(this);
            try {
                for (JournalKind kind : JournalKind.values()) {
                    journal.open(kind, protection);
                }
            } catch (IOException e) {
                journal.close();
                throw e;
            }
            return journal;
        }
    }

    private void open(JournalKind kind, ProtectedFiles protection) throws IOException {
        Retention retention = retention(kind);
        ChainFile file = new ChainFile.Builder(
                        kind,
                        names.current(kind),
                        protection,
                        retention,
                        clock,
                        lastNumber::incrementAndGet,
                        newest -> rotated.set(true))
                .open();
        files.put(kind, file);
        if (kind == JournalKind.ACTS) {
            acts = Optional.of(new ActsPart(file, retention));
        } else {
            parts.put(kind, new JournalPart(kind, file, retention));
        }
    }

    private static long highestNumber(JournalFiles names) throws IOException {
        long highest = 0;
        for (JournalKind kind : JournalKind.values()) {
            List<JournalFile> files = names.of(kind);
            for (int i = files.size() - 1; i >= 0; i--) {
                long found = highestNumber(files.get(i).path());
                highest = Math.max(highest, found);
                if (found > 0) {
                    break;
                }
            }
        }
        return highest;
    }

    /** Returns 0 for a file without numbers, such as one of an earlier version. */
    private static long highestNumber(Path file) throws IOException {
        OptionalLong ofLast = LineReader.last(file).map(StoredLine::sequence).orElseGet(OptionalLong::empty);
        if (ofLast.isPresent()) {
            return ofLast.getAsLong();
        }
        long highest = 0;
        try (LineReader lines = LineReader.of(file)) {
            for (Optional<StoredLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                highest = Math.max(highest, line.get().sequence().orElse(0));
            }
        }
        return highest;
    }

    private Retention retention(JournalKind kind) {
        return Objects.requireNonNull(retentions.get(kind), kind.text());
    }

    private ChainFile file(JournalKind kind) {
        return Objects.requireNonNull(files.get(kind), kind.text());
    }

    /** Returns the names of the files. */
    public JournalFiles files() {
        return names;
    }

    /** Sets what runs after lines were appended; it must return at once. */
    public void observe(Runnable observer) {
        appended = observer;
    }

    /**
     * Writes lines of what is about to be done, and returns when they are on disk.
     *
     * @throws IOException when they cannot be written, for want of space too; then it must not be done
     */
    public void announce(List<Map<String, Object>> lines) throws IOException {
        while (!isAnnounced(lines)) {
            log.debug("Room was made for acts by a file that has expired");
        }
        afterAppending();
    }

    /**
     * Writes lines of what was done. They have space also when there is none for further acts.
     *
     * @throws IOException when they cannot be written yet; they are kept, if there are not too many, and written as
     *     soon as that is possible
     */
    public void answer(List<Map<String, Object>> lines) throws IOException {
        acts().answer(lines);
        afterAppending();
    }

    private ActsPart acts() {
        return acts.orElseThrow();
    }

    /** Returns false when there was no space, and there is more now. */
    private boolean isAnnounced(List<Map<String, Object>> lines) throws IOException {
        try {
            acts().announce(lines);
            return true;
        } catch (NoSpaceException e) {
            if (!expire(JournalKind.ACTS)) {
                throw e;
            }
            return false;
        }
    }

    /** Writes lines of a kind other than the acts; what cannot be written is counted. */
    public void note(JournalKind kind, List<Map<String, Object>> lines) {
        note(kind, lines, lines.size());
    }

    /**
     * Writes one line that stands for several things; what cannot be written is counted.
     *
     * @param count for how many
     */
    public void note(JournalKind kind, List<Map<String, Object>> lines, long count) {
        part(kind).add(lines, count, clock.instant());
        afterAppending();
    }

    private void afterAppending() {
        if (rotated.getAndSet(false)) {
            anchorAll();
        }
        appended.run();
    }

    /** Counts lines that could not be written. */
    public void count(JournalKind kind, long count) {
        part(kind).count(count, clock.instant());
    }

    private JournalPart part(JournalKind kind) {
        return Objects.requireNonNull(parts.get(kind), kind.text());
    }

    /**
     * Passes the last lines of the acts to the consumer, oldest first, up to {@code mostBytes}. Returns whether these
     * are all that are kept.
     */
    public boolean readLastActs(long mostBytes, Consumer<String> reader) throws IOException {
        return file(JournalKind.ACTS).readLast(mostBytes, reader);
    }

    /** Returns the newest line of a kind, without its line feed; empty when there is none. */
    public Optional<byte[]> newestLine(JournalKind kind) throws IOException {
        List<JournalFile> all = names.of(kind);
        for (int i = all.size() - 1; i >= 0; i--) {
            Optional<byte[]> line = LineReader.last(all.get(i).path()).map(StoredLine::bytes);
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /** Returns the time of the newest line of all kinds; empty when there is none. */
    public Optional<Instant> newestTime() throws IOException {
        Optional<Instant> newest = Optional.empty();
        for (JournalKind kind : JournalKind.values()) {
            Optional<Instant> time = newestLine(kind).flatMap(Lines::time);
            if (time.isPresent()
                    && newest.filter(known -> known.isAfter(time.get())).isEmpty()) {
                newest = time;
            }
        }
        return newest;
    }

    /**
     * Deletes what is older than is kept, at most one file of each kind, so that a clock that is wrong for a while
     * cannot delete everything; writes what could not be written before; stores anchors. To be called once an hour.
     */
    public void keepHouse() {
        for (JournalKind kind : JournalKind.values()) {
            expire(kind);
        }
        parts.values().forEach(part -> part.writeCount(clock.instant()));
        anchorAll();
    }

    /** Writes what a full disk has delayed, and looks how much space is left. To be called once a minute. */
    public void retry() {
        retry(names.usableBytes());
    }

    void retry(long usableBytes) {
        acts.ifPresent(part -> part.setUsable(usableBytes));
        writeDelayed();
    }

    /** A journal that could not be opened has nothing. */
    private void writeDelayed() {
        try {
            if (acts.isPresent()) {
                acts.get().writeOwed();
            }
        } catch (IOException e) {
            log.debug("The journal of acts still cannot be written", e);
        }
        parts.values().forEach(part -> part.tryCount(clock.instant()));
    }

    /** Returns whether a file has expired and was deleted. */
    private boolean expire(JournalKind kind) {
        try {
            Optional<Expired> oldest = file(kind).oldestExpired();
            if (oldest.isPresent()) {
                acts().write(expiry(oldest.get()));
                anchorAll();
                file(kind).delete(oldest.get());
                log.info(
                        "The journal has deleted {}: its lines are older than is kept",
                        oldest.get().file());
            }
            return oldest.isPresent();
        } catch (IOException e) {
            log.warn("The oldest file of {} cannot be deleted ({})", kind.text(), ErrorText.ofFile(e));
            return false;
        }
    }

    /** What an expiring file of acts says of expired files of other kinds is written anew. */
    private List<Map<String, Object>> expiry(Expired file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        if (file.kind() == JournalKind.ACTS) {
            lines.addAll(Expired.newestIn(file.file()));
        }
        lines.add(file.fields(clock.instant()));
        return lines;
    }

    /**
     * Stores the newest line of each kind that has one since the last time: always of all kinds, so that none of them
     * has older lines that are not confirmed.
     */
    private void anchorAll() {
        List<Anchor> all = files.values().stream()
                .flatMap(file -> file.newest().stream())
                .filter(newest ->
                        !Long.valueOf(newest.sequence()).equals(anchored.put(newest.kind(), newest.sequence())))
                .toList();
        if (!all.isEmpty()) {
            anchors.accept(all);
        }
    }

    /** Returns a sentence for each kind whose lines cannot be written, or soon cannot. */
    public Map<JournalKind, String> problems() {
        Map<JournalKind, String> problems = new EnumMap<>(JournalKind.class);
        acts().problem().ifPresent(problem -> problems.put(JournalKind.ACTS, problem));
        parts.forEach((kind, part) -> part.problem().ifPresent(problem -> problems.put(kind, problem)));
        return problems;
    }

    /** Writes what was delayed if that is possible, stores the last anchors and closes the files. */
    @Override
    public void close() throws IOException {
        writeDelayed();
        anchorAll();
        IOException failure = null;
        for (ChainFile file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
