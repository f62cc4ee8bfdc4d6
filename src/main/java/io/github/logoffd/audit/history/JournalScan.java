package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalFile;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The journal without its index, for a command that runs beside the service or without it: reads the files backwards
 * until there are enough lines. Not thread-safe.
 */
public final class JournalScan {

    /** How much earlier than the line before it a line may seem, after the clock was set back. */
    private static final Duration CLOCK_SET_BACK = Duration.ofDays(1);

    private final JournalFiles files;
    private long damaged;

    public JournalScan(JournalFiles files) {
        this.files = files;
    }

    /**
     * Returns the newest lines that match.
     *
     * @param most the largest number of lines, whatever the limit of the query
     * @throws IOException when a file cannot be read
     */
    public HistoryPage find(HistoryQuery query, int most) throws IOException {
        List<HistoryLine> found = new ArrayList<>();
        List<KindLines> open = new ArrayList<>();
        boolean more = false;
        try {
            PriorityQueue<KindLines> heads =
                    new PriorityQueue<>(Comparator.comparing(KindLines::time).reversed());
            for (List<JournalFile> each : wanted(query)) {
                KindLines lines = new KindLines(each, oldest(query));
                open.add(lines);
                if (lines.advance()) {
                    heads.add(lines);
                }
            }
            for (KindLines newest = heads.poll(); newest != null && !more; newest = heads.poll()) {
                HistoryLine line = newest.line();
                if (query.matches(line)) {
                    more = found.size() == most;
                    if (!more) {
                        found.add(line);
                    }
                }
                if (newest.advance()) {
                    heads.add(newest);
                }
            }
        } finally {
            for (KindLines lines : open) {
                lines.close();
            }
        }
        return new HistoryPage(
                found, more ? "older" : "", true, found.stream().findFirst().map(HistoryLine::time), damaged);
    }

    /** Returns the files that can have lines of the query, those of each kind oldest first. */
    private List<List<JournalFile>> wanted(HistoryQuery query) throws IOException {
        List<List<JournalFile>> wanted = new ArrayList<>();
        for (JournalKind kind : query.kind().map(List::of).orElse(List.of(JournalKind.values()))) {
            wanted.add(files.of(kind));
        }
        if (query.kind().filter(HistoryLine::isElsewhere).isPresent()) {
            wanted.add(earlier(files.of(JournalKind.ACTS)));
        }
        return wanted;
    }

    /** Returns the files that an earlier version has begun; its lines have no number. */
    private static List<JournalFile> earlier(List<JournalFile> acts) throws IOException {
        List<JournalFile> earlier = new ArrayList<>();
        for (JournalFile file : acts) {
            if (isEarlier(file)) {
                earlier.add(file);
            }
        }
        return earlier;
    }

    private static boolean isEarlier(JournalFile file) throws IOException {
        try (ForwardLines lines = ForwardLines.open(file.path(), 0, true)) {
            Optional<RawLine> first = lines.next();
            return first.isPresent() && !isNumbered(first.get(), file.kind());
        } catch (NoSuchFileException e) {
            // Renamed or expired at this moment.
            return false;
        }
    }

    private static boolean isNumbered(RawLine line, JournalKind kind) {
        try {
            return line.parsed(kind).number("sequence") >= 0;
        } catch (IOException e) {
            // Damaged; lines of an earlier version can follow.
            return false;
        }
    }

    /** Returns the time before which no line can match. */
    private static Instant oldest(HistoryQuery query) {
        Stream<Instant> known = Stream.concat(query.from().stream(), Posting.logonTime(query.session()).stream());
        return known.max(Comparator.naturalOrder())
                .map(time -> time.minus(CLOCK_SET_BACK))
                .orElse(Instant.MIN);
    }

    /** The lines of one kind, newest first. */
    private final class KindLines implements AutoCloseable {

        private final Deque<JournalFile> older = new ArrayDeque<>();
        private final Instant oldest;
        private Optional<BackwardLines> file = Optional.empty();
        private JournalKind kind = JournalKind.ACTS;
        private Optional<HistoryLine> line = Optional.empty();

        KindLines(List<JournalFile> oldestFirst, Instant oldest) {
            older.addAll(oldestFirst);
            this.oldest = oldest;
        }

        HistoryLine line() {
            return line.orElseThrow();
        }

        Instant time() {
            return line().time();
        }

        /** Moves to the next line; returns false at the end. */
        boolean advance() throws IOException {
            line = Optional.empty();
            while (line.isEmpty()) {
                Optional<RawLine> raw = file.isPresent() ? file.get().previous() : Optional.empty();
                if (raw.isPresent()) {
                    line = parsed(raw.get());
                } else if (!openOlder()) {
                    return false;
                }
            }
            return !time().isBefore(oldest);
        }

        private Optional<HistoryLine> parsed(RawLine raw) {
            if (raw.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(raw.parsed(kind));
            } catch (IOException e) {
                // Counted, and reported with the answer.
                damaged++;
                return Optional.empty();
            }
        }

        private boolean openOlder() throws IOException {
            close();
            JournalFile next = older.pollLast();
            if (next == null) {
                return false;
            }
            kind = next.kind();
            try {
                file = Optional.of(BackwardLines.open(next.path(), !next.current()));
            } catch (NoSuchFileException e) {
                // Not written yet, or expired at this moment.
                file = Optional.empty();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
                file = Optional.empty();
            }
        }
    }
}
