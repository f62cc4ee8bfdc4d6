package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of a query. Each line that the index names is read from its file and compared with the query. The work is
 * bounded: a page can end early, also without any line, and its cursor leads on. Not thread-safe.
 */
final class PageReader implements AutoCloseable {

    private static final int MOST_LINES_READ = 3000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int PLACES_AT_ONCE = 200;

    private final HistoryQuery query;
    private final IndexState state;
    private final FileLocator locator;
    private final List<HistoryLine> lines = new ArrayList<>();

    /** Open files by their number; empty for a file that has gone. */
    private final Map<Integer, Optional<FileChannel>> open = new HashMap<>();

    private int read;
    private long bytes;
    private long damaged;

    PageReader(HistoryQuery query, IndexState state, FileLocator locator) {
        this.query = query;
        this.state = state;
        this.locator = locator;
    }

    /**
     * Reads the page.
     *
     * @param complete whether all lines are indexed
     * @throws IllegalArgumentException when the cursor is not one of this query
     */
    HistoryPage page(boolean complete) throws IOException {
        int build = state.store().build();
        Place end = HistoryCursor.end(query, build);
        boolean more = true;
        while (more && !isFull()) {
            List<Place> places = places(end, PLACES_AT_ONCE);
            more = places.size() == PLACES_AT_ONCE;
            for (Place place : places) {
                if (isFull()) {
                    more = true;
                    break;
                }
                add(place);
                end = place;
            }
        }
        boolean ended = !more || places(end, 1).isEmpty();
        return new HistoryPage(
                lines,
                ended ? "" : HistoryCursor.of(end, query, build),
                complete,
                state.indexedTo(),
                state.damaged() + damaged);
    }

    private boolean isFull() {
        return lines.size() >= query.limit() || read >= MOST_LINES_READ || bytes >= MOST_BYTES;
    }

    private List<Place> places(Place end, int most) {
        Set<Long> terms = query.kind()
                .map(Stream::of)
                .orElseGet(() -> Stream.of(JournalKind.values()))
                .map(kind -> Posting.term(query, kind))
                .collect(Collectors.toSet());
        long oldest = query.from().map(GivenTime::micros).orElse(Long.MIN_VALUE);
        return state.store().newest(terms, end, oldest, most);
    }

    private void add(Place place) throws IOException {
        LocatedFile file = state.files().get(place.file());
        if (file != null) {
            Optional<FileChannel> channel = channel(place.file(), file);
            if (channel.isPresent()) {
                add(place, file.file().kind(), channel.get());
            }
        }
        // Otherwise the file has expired; its lines are about to leave the index.
    }

    private void add(Place place, JournalKind kind, FileChannel file) throws IOException {
        read++;
        ByteBuffer line = ByteBuffer.allocate(place.length());
        while (line.hasRemaining() && file.read(line, place.offset() + line.position()) > 0) {}
        try {
            HistoryLine parsed = HistoryLine.parse(kind, line.flip());
            if (query.matches(parsed)) {
                lines.add(parsed);
                bytes += place.length();
            }
        } catch (IOException e) {
            // Whole when it was indexed: changed since by another program.
            damaged++;
        }
    }

    private Optional<FileChannel> channel(int number, LocatedFile file) throws IOException {
        Optional<FileChannel> known = open.get(number);
        if (known == null) {
            known = opened(file.file().path(), file.identity());
            if (known.isEmpty()) {
                known = openedElsewhere(file.identity());
            }
            open.put(number, known);
        }
        return known;
    }

    /** It may have been renamed since. */
    private Optional<FileChannel> openedElsewhere(long identity) throws IOException {
        for (LocatedFile file : locator.locate()) {
            if (file.identity() == identity) {
                return opened(file.file().path(), identity);
            }
        }
        return Optional.empty();
    }

    private static Optional<FileChannel> opened(Path path, long identity) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (FileIdentity.of(channel, true).equals(OptionalLong.of(identity))) {
            return Optional.of(channel);
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (Optional<FileChannel> channel : open.values()) {
            if (channel.isPresent()) {
                channel.get().close();
            }
        }
    }
}
