package io.github.logoffd.audit.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the index has at one moment. Immutable.
 *
 * @param store the index
 * @param files the files by their number
 * @param indexedTo the time up to which all lines are indexed, empty when there is no line before it
 * @param bytesMissing how many bytes of the journal are not indexed yet
 * @param damaged how many lines cannot be read
 * @param totals what the journal has
 */
record IndexState(
        HistoryStore store,
        Map<Integer, LocatedFile> files,
        Optional<Instant> indexedTo,
        long bytesMissing,
        long damaged,
        HistoryTotals totals) {

    static IndexState of(HistoryStore store, JournalIndexer indexer, List<LocatedFile> located) {
        Map<Long, IndexedFile> indexed = indexer.indexed();
        Map<Integer, LocatedFile> files = new HashMap<>();
        for (LocatedFile file : located) {
            IndexedFile known = indexed.get(file.identity());
            if (known != null) {
                files.put(known.number(), file);
            }
        }
        HistoryTotals totals = new HistoryTotals(
                indexed.values().stream().mapToLong(IndexedFile::lines).sum(),
                time(indexed.values().stream()
                        .map(IndexedFile::oldest)
                        .filter(time -> time < Long.MAX_VALUE)
                        .min(Long::compare)),
                time(indexed.values().stream()
                        .map(IndexedFile::newest)
                        .filter(time -> time > Long.MIN_VALUE)
                        .max(Long::compare)),
                located.stream().mapToLong(LocatedFile::size).sum());
        return new IndexState(
                store,
                files,
                time(indexer.indexedTo()),
                indexer.bytesMissing(),
                indexed.values().stream().mapToLong(IndexedFile::damaged).sum(),
                totals);
    }

    private static Optional<Instant> time(Optional<Long> micros) {
        return micros.map(GivenTime::ofMicros);
    }
}
