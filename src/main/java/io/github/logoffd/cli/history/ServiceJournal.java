package io.github.logoffd.cli.history;

import io.github.logoffd.audit.history.HistoryLine;
import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistoryQuery;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal of a running service, read page by page. */
record ServiceJournal(ServiceClient client) implements JournalReading {

    @Override
    public HistoryPage read(HistoryQuery query, int most) throws IOException {
        List<HistoryLine> lines = new ArrayList<>();
        String cursor = "";
        JsonRecord page;
        do {
            int limit = Math.min(most - lines.size(), HistoryQuery.LARGEST_LIMIT);
            page = client.history(query.page(limit, cursor).parameters());
            add(page, lines);
            cursor = page.text("next");
        } while (!cursor.isEmpty() && lines.size() < most);
        String indexedTo = page.text("indexedTo");
        return new HistoryPage(
                lines,
                cursor,
                page.flag("complete"),
                indexedTo.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(indexedTo)),
                page.number("damaged"));
    }

    private static void add(JsonRecord page, List<HistoryLine> lines) throws IOException {
        for (JsonRecord line : page.records("lines")) {
            lines.add(HistoryLine.of(line.values()));
        }
    }
}
