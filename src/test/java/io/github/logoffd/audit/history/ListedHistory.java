package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A history of lines in memory, for endpoints and beans. */
public final class ListedHistory implements HistorySource {

    private final List<HistoryLine> lines = new CopyOnWriteArrayList<>();

    /** What is reported beside the lines. */
    private volatile boolean complete = true;

    private volatile Optional<String> unavailable = Optional.empty();

    /** Adds the newest line. */
    public void add(JournalKind kind, String time, String phase, Object... fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time);
        line.put("phase", phase);
        for (int i = 0; i < fields.length; i += 2) {
            line.put((String) fields[i], fields[i + 1]);
        }
        try {
            lines.add(HistoryLine.parse(
                    kind, ByteBuffer.wrap(JsonWriter.text(line).getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void setComplete(boolean whole) {
        complete = whole;
    }

    public void setUnavailable(String sentence) {
        unavailable = Optional.of(sentence);
    }

    @Override
    public HistoryPage find(HistoryQuery query) throws HistoryUnavailableException {
        if (unavailable.isPresent()) {
            throw new HistoryUnavailableException(unavailable.get());
        }
        if (query.cursor().equals("wrong")) {
            throw new IllegalArgumentException("cursor is \"wrong\".");
        }
        List<HistoryLine> newest = new ArrayList<>(lines);
        Collections.reverse(newest);
        List<HistoryLine> found = newest.stream().filter(query::matches).toList();
        int first = query.cursor().isEmpty() ? 0 : Integer.parseInt(query.cursor());
        int end = Math.min(found.size(), first + query.limit());
        return new HistoryPage(
                found.subList(first, end),
                end < found.size() ? Integer.toString(end) : "",
                complete,
                totals().newest(),
                0);
    }

    @Override
    public HistoryTotals totals() {
        return new HistoryTotals(
                lines.size(),
                lines.stream().findFirst().map(HistoryLine::time),
                lines.stream().map(HistoryLine::time).max(Instant::compareTo),
                100L * lines.size());
    }
}
