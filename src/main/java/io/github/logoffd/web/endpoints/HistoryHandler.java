package io.github.logoffd.web.endpoints;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.Role;
import io.github.logoffd.audit.history.HistoryLine;
import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistoryQuery;
import io.github.logoffd.audit.history.HistorySource;
import io.github.logoffd.audit.history.HistoryUnavailableException;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.QueryParameters;
import io.github.logoffd.web.server.UserCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers with lines of the journal, newest first. The addresses of callers are for operators only. */
public final class HistoryHandler implements ExchangeHandler {

    public static final String PATH = "/history";

    /** For a page, before it is read. */
    private static final int VALUES_OF_A_LINE = 30;

    private static final String RETRY_SECONDS = "5";

    private final HistorySource history;
    private final InstantSource clock;

    /**
     * Creates the handler.
     *
     * @param clock the time that durations such as {@code 7d} go back from
     */
    public HistoryHandler(HistorySource history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<String> refusal = UserCommand.refusal(Command.Kind.HISTORY);
        if (refusal.isPresent()) {
            exchange.error(403, refusal.get());
            return;
        }
        try {
            HistoryQuery query = HistoryQuery.of(QueryParameters.of(exchange), clock.instant());
            if (exchange.reservation().take((long) query.limit() * VALUES_OF_A_LINE)) {
                exchange.json(200, json(history.find(query)));
            } else {
                unavailable(
                        exchange,
                        "The memory for answers is exhausted. Give a smaller limit, or repeat it after some seconds.");
            }
        } catch (IllegalArgumentException e) {
            exchange.error(400, ErrorText.of(e));
        } catch (HistoryUnavailableException e) {
            unavailable(exchange, ErrorText.of(e));
        }
    }

    private static void unavailable(Exchange exchange, String sentence) {
        exchange.setHeader("Retry-After", RETRY_SECONDS);
        exchange.error(503, sentence);
    }

    private static Map<String, Object> json(HistoryPage page) {
        boolean seesAddresses = CurrentCaller.get().role().equals(Role.OPERATOR.text());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "lines",
                page.lines().stream()
                        .map(line -> seesAddresses ? line : line.withoutAddress())
                        .map(HistoryLine::fields)
                        .toList());
        json.put("next", page.next());
        json.put("complete", page.complete());
        json.put("indexedTo", page.indexedTo().map(Instant::toString).orElse(""));
        json.put("damaged", page.damaged());
        return json;
    }
}
