package io.github.logoffd.web.endpoints;

import io.github.logoffd.access.Command;
import io.github.logoffd.monitor.MinuteCounts;
import io.github.logoffd.monitor.MinuteCounts.Minute;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.QueryParameters;
import io.github.logoffd.web.server.ResponseBudget;
import io.github.logoffd.web.server.UserCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Answers with the number of users of each host in each minute of the last 24 hours. */
public final class CountsHandler implements ExchangeHandler {

    public static final String PATH = "/counts";

    private static final String HOST = "host";
    private static final int STEP_SECONDS = 60;
    private static final int SERIES = 3;

    private final Supplier<Map<String, MinuteCounts>> hosts;
    private final InstantSource clock;

    /**
     * Creates the handler.
     *
     * @param hosts the counts of each host by its name
     * @param clock the last minute of the answer
     */
    public CountsHandler(Supplier<Map<String, MinuteCounts>> hosts, InstantSource clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<String> refusal = UserCommand.refusal(Command.Kind.METRICS);
        if (refusal.isPresent()) {
            exchange.error(403, refusal.get());
            return;
        }
        Map<String, MinuteCounts> wanted;
        try {
            wanted = wanted(QueryParameters.of(exchange));
        } catch (IllegalArgumentException e) {
            exchange.error(400, ErrorText.of(e));
            return;
        }
        if (exchange.reservation().take((long) wanted.size() * SERIES * MinuteCounts.MINUTES)) {
            exchange.jsonUnlessKnown(json(wanted, clock.instant().truncatedTo(ChronoUnit.MINUTES)));
        } else {
            exchange.setHeader("Retry-After", "1");
            exchange.error(503, "The request was not carried out: " + ResponseBudget.EXHAUSTED);
        }
    }

    private Map<String, MinuteCounts> wanted(Map<String, String> parameters) {
        Map<String, MinuteCounts> all = new TreeMap<>(hosts.get());
        for (String name : parameters.keySet()) {
            if (!name.equals(HOST)) {
                throw new IllegalArgumentException("Unknown parameter \"" + name + "\". Known: " + HOST + '.');
            }
        }
        String host = parameters.get(HOST);
        if (host == null) {
            return all;
        }
        if (!all.containsKey(host)) {
            throw new IllegalArgumentException(
                    "host is \"" + host + "\". Give one of " + String.join(", ", all.keySet()) + '.');
        }
        return Map.of(host, all.get(host));
    }

    /** Minutes that are known of no host are left out at the beginning. */
    private static Map<String, Object> json(Map<String, MinuteCounts> hosts, Instant last) {
        Map<String, List<Minute>> minutes = new TreeMap<>();
        hosts.forEach((host, counts) -> minutes.put(host, counts.until(last)));
        int first = minutes.values().stream()
                .mapToInt(CountsHandler::firstKnown)
                .min()
                .orElse(MinuteCounts.MINUTES);
        Map<String, Object> series = new TreeMap<>();
        minutes.forEach((host, each) -> series.put(host, series(each.subList(first, each.size()))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "from",
                last.minus(MinuteCounts.MINUTES - 1L - first, ChronoUnit.MINUTES)
                        .toString());
        json.put("stepSeconds", STEP_SECONDS);
        json.put("hosts", series);
        return json;
    }

    private static int firstKnown(List<Minute> minutes) {
        int first = 0;
        while (first < minutes.size() && !minutes.get(first).isKnown()) {
            first++;
        }
        return first;
    }

    private static Map<String, Object> series(List<Minute> minutes) {
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("users", values(minutes, Minute::users));
        series.put("active", values(minutes, Minute::active));
        series.put("disconnected", values(minutes, Minute::disconnected));
        return series;
    }

    private static List<Integer> values(List<Minute> minutes, ToIntFunction<Minute> value) {
        return minutes.stream().mapToInt(value).boxed().toList();
    }
}
