package io.github.logoffd.audit.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A query in words, such as {@code anna host=TS01}. Stateless. */
public final class HistoryWords {

    /** A condition or a user, with a value that is in quotes when it has blanks. */
    private static final Pattern WORD = Pattern.compile("(?:([A-Za-z]+)=)?(?:\"([^\"]*)\"(?!\\S)|(\\S*))");

    private HistoryWords() {}

    /**
     * Parses a query.
     *
     * @param words conditions by the names of the parameters of {@code GET /history}; a word without a name is the user
     * @param since the time of the oldest line, or how long ago that was; {@code ""} for all
     * @param limit the largest number of lines
     * @param now the time that durations go back from
     * @throws IllegalArgumentException when a condition is unknown, invalid or occurs twice
     */
    public static HistoryQuery parse(String words, String since, int limit, Instant now) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put("limit", Integer.toString(limit), parameters);
        if (!since.isBlank()) {
            put("from", GivenTime.parse("since", since.strip(), now).toString(), parameters);
        }
        WORD.matcher(words).results().filter(word -> !word.group().isEmpty()).forEach(word -> {
            String name = word.group(1) == null ? "user" : word.group(1);
            put(name, word.group(2) == null ? word.group(3) : word.group(2), parameters);
        });
        return HistoryQuery.of(parameters, now);
    }

    private static void put(String name, String value, Map<String, String> parameters) {
        if (parameters.put(name, value) != null) {
            throw new IllegalArgumentException("The condition " + name + " is given twice. Give it once.");
        }
    }
}
