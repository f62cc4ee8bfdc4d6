package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index up to what the files of the journal had at one moment: first the kind that is furthest behind, so
 * that the index is complete up to one time. Not thread-safe.
 */
final class JournalIndexer {

    private static final Logger log = LoggerFactory.getLogger(JournalIndexer.class);

    private static final int LINES_AT_ONCE = 2500;
    private static final int BYTES_AT_ONCE = 2 << 20;

    private final HistoryStore store;
    private final Map<Long, IndexedFile> indexed;

    /** What is not indexed yet, each kind oldest first. */
    private final List<LocatedFile> missing = new ArrayList<>();

    /**
     * Compares the index with the files, and removes files that are gone.
     *
     * @param located all files, each kind oldest first
     */
    JournalIndexer(HistoryStore store, List<LocatedFile> located) {
        this.store = store;
        this.indexed = store.files();
        Set<Long> gone = new HashSet<>(indexed.keySet());
        for (LocatedFile file : located) {
            if (indexedBytes(file) <= file.size()) {
                gone.remove(file.identity());
            }
            if (indexedBytes(file) != file.size()) {
                missing.add(file);
            }
        }
        if (!gone.isEmpty()) {
            store.remove(gone);
        }
        indexed.keySet().removeAll(gone);
    }

    private long indexedBytes(LocatedFile file) {
        IndexedFile known = indexed.get(file.identity());
        return known == null ? 0 : known.end();
    }

    /** Returns the indexed files by their identity. */
    Map<Long, IndexedFile> indexed() {
        return Map.copyOf(indexed);
    }

    /** Returns how many bytes are not indexed yet. */
    long bytesMissing() {
        return missing.stream()
                .mapToLong(file -> file.size() - indexedBytes(file))
                .sum();
    }

    /** Returns the time up to which all lines are indexed, in microseconds; empty when there is no line before it. */
    Optional<Long> indexedTo() {
        Set<JournalKind> behind =
                missing.stream().map(file -> file.file().kind()).collect(Collectors.toSet());
        Optional<Long> newest = behind.isEmpty()
                ? indexed.values().stream().map(IndexedFile::newest).max(Long::compare)
                : behind.stream().map(this::newest).min(Long::compare);
        return newest.filter(time -> time > Long.MIN_VALUE);
    }

    private long newest(JournalKind kind) {
        return indexed.values().stream()
                .filter(file -> file.kind() == kind)
                .mapToLong(IndexedFile::newest)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Indexes some lines; returns whether there are more. */
    boolean step() throws IOException {
        Optional<LocatedFile> next = next();
        if (next.isPresent() && !add(next.get())) {
            missing.remove(next.get());
        }
        return !missing.isEmpty();
    }

    private Optional<LocatedFile> next() {
        Map<JournalKind, LocatedFile> oldest = new HashMap<>();
        missing.forEach(file -> oldest.putIfAbsent(file.file().kind(), file));
        return oldest.values().stream()
                .min((a, b) ->
                        Long.compare(newest(a.file().kind()), newest(b.file().kind())));
    }

    /** Returns whether the file has more lines. */
    private boolean add(LocatedFile located) throws IOException {
        IndexedFile file = indexed.computeIfAbsent(
                located.identity(),
                any -> IndexedFile.empty(store.newNumber(), located.file().kind()));
        SortedMap<Posting, Long> postings = new TreeMap<>();
        long limit = file.end() + BYTES_AT_ONCE;
        int count = 0;
        boolean more = true;
        try (ForwardLines lines = ForwardLines.open(
                located.file().path(), file.end(), !located.file().current())) {
            if (!lines.isOf(located.identity())) {
                return false;
            }
            while (count < LINES_AT_ONCE && file.end() < Math.min(limit, located.size())) {
                Optional<RawLine> line = lines.next();
                if (line.isEmpty()) {
                    more = false;
                    break;
                }
                file = add(line.get(), file, located, postings);
                count++;
            }
        } catch (NoSuchFileException e) {
            // Renamed or expired at this moment; the next comparison finds out.
            return false;
        }
        store.add(located.identity(), file, postings);
        indexed.put(located.identity(), file);
        return more && file.end() < located.size();
    }

    private IndexedFile add(RawLine line, IndexedFile file, LocatedFile located, SortedMap<Posting, Long> postings) {
        IndexedFile to = file.upTo(line.end());
        if (line.isEmpty()) {
            return to;
        }
        try {
            HistoryLine parsed = line.parsed(file.kind());
            long time = GivenTime.micros(parsed.time());
            Posting.terms(parsed)
                    .forEach(term -> postings.put(new Posting(term, time, file.number(), line.offset()), (long)
                            line.bytes().limit()));
            return to.withLine(time);
        } catch (IOException e) {
            if (file.damaged() == 0) {
                log.warn(
                        "The line at byte {} of {} is damaged: {}. It is left out of the history, and so are further"
                                + " ones of this file",
                        line.offset(),
                        located.file().path(),
                        e.getMessage());
            }
            return to.withDamage();
        }
    }
}
