package io.github.logoffd.audit.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.ProtectedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Index file: the positions of lines by their terms, and the files that the lines are in. Its content can always be
 * made again from the journal. Every method can fail with {@link MVStoreException}. Thread-safe.
 */
final class HistoryStore implements AutoCloseable {

    /** To be increased whenever the content of the file changes. */
    private static final int VERSION = 1;

    /** The system has the pages of the file in its own cache; a second one in the heap makes few queries faster. */
    private static final int CACHE_MEGABYTES = 0;

    /** Lines of many users touch many pages, and each that was touched is held and written as a whole. */
    private static final int PAGE_BYTES = 4096;

    /**
     * Changes that the engine holds in the heap, by its own estimate, before it writes them; by default it takes more
     * in a larger heap. Smaller parts make a larger index.
     */
    private static final int MOST_UNWRITTEN_KILOBYTES = 4096;

    private static final int MOST_POSTINGS_CHECKED = 20_000;
    private static final int WANTED_FILL_PERCENT = 80;
    private static final int BYTES_MOVED_AT_ONCE = 1 << 20;
    private static final String BUILD = "build";
    private static final String LAST_NUMBER = "lastNumber";
    private static final String UNSWEPT = "unswept";

    private final MVStore store;
    private final MVMap<Posting, Long> postings;
    private final MVMap<Long, IndexedFile> files;
    private final MVMap<String, Long> facts;
    private final int build;

    @GuardedBy("this")
    private long uncommitted;

    private HistoryStore(MVStore store) {
        this.store = store;
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        postings = store.openMap(
                "postings",
                new MVMap.Builder<Posting, Long>().keyType(PostingType.INSTANCE).valueType(LongDataType.INSTANCE));
        files = store.openMap(
                "files",
                new MVMap.Builder<Long, IndexedFile>()
                        .keyType(LongDataType.INSTANCE)
                        .valueType(IndexedFile.Type.INSTANCE));
        facts = store.openMap(
                "facts",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        facts.putIfAbsent(BUILD, (long) new SecureRandom().nextInt());
        build = fact(BUILD).intValue();
    }

    /**
     * Opens the file. One that is missing, damaged or of another version is replaced by an empty index.
     *
     * @param protection the protection of a file that is created
     * @throws IOException when the file cannot be used, such as on a full disk
     */
    static HistoryStore open(Path file, ProtectedFiles protection) throws IOException {
        try {
            return opened(file, protection);
        } catch (MVStoreException e) {
            if (!isDamage(e)) {
                throw new IOException(e.getMessage(), e);
            }
            Files.deleteIfExists(file);
        }
        try {
            return opened(file, protection);
        } catch (MVStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static HistoryStore opened(Path file, ProtectedFiles protection) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is a link or not a regular file");
        }
        protection.create(file);
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitBufferSize(MOST_UNWRITTEN_KILOBYTES)
                .pageSplitSize(PAGE_BYTES)
                .open();
        if (store.getStoreVersion() == VERSION) {
            return new HistoryStore(store);
        }
        boolean isNew = store.getStoreVersion() == 0 && store.getMapNames().isEmpty();
        if (isNew) {
            store.setStoreVersion(VERSION);
            return new HistoryStore(store);
        }
        store.closeImmediately();
        throw new MVStoreException(DataUtils.ERROR_UNSUPPORTED_FORMAT, "The index has another version.");
    }

    /** A full disk says nothing about the content, and neither does another process that has the file. */
    static boolean isDamage(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_CLOSED, DataUtils.ERROR_FILE_LOCKED -> false;
            default -> true;
        };
    }

    /** Returns a number that no other index has, so that a cursor of another one is recognized. */
    int build() {
        return build;
    }

    /** Returns the indexed files by their identity. */
    synchronized Map<Long, IndexedFile> files() {
        return new HashMap<>(files);
    }

    private Long fact(String name) {
        return Objects.requireNonNullElse(facts.get(name), 0L);
    }

    /** Returns a number for a file that no other one has or had. */
    synchronized int newNumber() {
        long number = fact(LAST_NUMBER) + 1;
        facts.put(LAST_NUMBER, number);
        return Math.toIntExact(number);
    }

    /** Adds lines of a file, which are on disk after {@link #commitAbove}. */
    synchronized void add(long identity, IndexedFile file, SortedMap<Posting, Long> lines) {
        lines.forEach(postings::put);
        files.put(identity, file);
        uncommitted += 1 + lines.size();
    }

    /** Writes what was added, if that is more than {@code most} changes. */
    synchronized void commitAbove(long most) {
        if (uncommitted > most) {
            store.commit();
            uncommitted = 0;
        }
    }

    /** Makes the file smaller by a part; returns whether there may be more to do. */
    synchronized boolean compact() {
        return store.compact(WANTED_FILL_PERCENT, BYTES_MOVED_AT_ONCE);
    }

    /**
     * Returns places of lines, newest first.
     *
     * @param terms the terms, any of which a line has
     * @param end the place that all of them are before
     * @param oldest the oldest time, in microseconds
     * @param most the largest number of places
     */
    synchronized List<Place> newest(Set<Long> terms, Place end, long oldest, int most) {
        PriorityQueue<Newest> heads =
                new PriorityQueue<>(Comparator.comparing(Newest::place).reversed());
        for (long term : terms) {
            Newest.first(postings, term, end, oldest).ifPresent(heads::add);
        }
        List<Place> places = new ArrayList<>();
        for (Newest head = heads.poll(); head != null && places.size() < most; head = heads.poll()) {
            places.add(head.place());
            head.next().ifPresent(heads::add);
        }
        return places;
    }

    /** The newest place of a term that was not yet returned, and those before it. */
    private record Newest(Place place, Cursor<Posting, Long> older) {

        static Optional<Newest> first(MVMap<Posting, Long> postings, long term, Place end, long oldest) {
            Posting above = end.under(term);
            Optional<Newest> first =
                    after(postings.cursor(above, Place.before(oldest).under(term), true));
            // The cursor begins with its bound when that is a line.
            return first.filter(newest -> newest.place().compareTo(end) >= 0)
                    .map(Newest::next)
                    .orElse(first);
        }

        private static Optional<Newest> after(Cursor<Posting, Long> cursor) {
            if (!cursor.hasNext()) {
                return Optional.empty();
            }
            Posting posting = cursor.next();
            return Optional.of(new Newest(
                    new Place(
                            posting.time(),
                            posting.file(),
                            posting.offset(),
                            cursor.getValue().intValue()),
                    cursor));
        }

        Optional<Newest> next() {
            return after(older);
        }
    }

    /** Removes files. Their lines are removed by {@link #sweep}. */
    synchronized void remove(Set<Long> identities) {
        identities.forEach(files::remove);
        facts.put(UNSWEPT, 1L);
        uncommitted++;
    }

    /** Returns whether lines of removed files may be left. */
    synchronized boolean needsSweep() {
        return fact(UNSWEPT) > 0;
    }

    /**
     * Removes lines of files that are no longer in the index, some at a time.
     *
     * @param after where the last call has ended, empty for the first one
     * @return where this one has ended, empty when all lines were checked
     */
    synchronized Optional<Posting> sweep(Optional<Posting> after) {
        Set<Integer> numbers = new HashSet<>();
        files.values().forEach(file -> numbers.add(file.number()));
        Cursor<Posting, Long> cursor = postings.cursor(after.orElse(null));
        Optional<Posting> last = Optional.empty();
        for (int i = 0; i < MOST_POSTINGS_CHECKED && cursor.hasNext(); i++) {
            Posting posting = cursor.next();
            if (!numbers.contains(posting.file())) {
                postings.remove(posting);
            }
            uncommitted++;
            last = Optional.of(posting);
        }
        if (cursor.hasNext()) {
            return last;
        }
        facts.put(UNSWEPT, 0L);
        return Optional.empty();
    }

    /** Closes the file; what was not committed is added again at the next start. */
    @Override
    public synchronized void close() {
        store.close();
    }

    /** Closes the file without writing, as after a failure. */
    synchronized void closeImmediately() {
        store.closeImmediately();
    }
}
