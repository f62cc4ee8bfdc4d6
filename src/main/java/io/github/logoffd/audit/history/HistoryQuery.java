package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.session.Names;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lines of the journal are wanted. A line has to meet each condition that is given. Immutable.
 *
 * @param user the user of the session or the caller, with or without the domain; {@code ""} for all
 * @param host the session host, {@code ""} for all
 * @param session the key of a session, {@code ""} for all
 * @param from the time of the oldest line, empty for all
 * @param to the time after the newest line, empty for all
 * @param kind what the lines record, empty for everything
 * @param limit the largest number of lines in one page
 * @param cursor the cursor of the page before, {@code ""} for the newest lines
 */
public record HistoryQuery(
        String user,
        String host,
        String session,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<JournalKind> kind,
        int limit,
        String cursor) {

    public static final int LARGEST_LIMIT = 1000;
    public static final int USUAL_LIMIT = 100;

    private static final List<String> PARAMETERS =
            List.of("user", "host", "session", "from", "to", "kind", "limit", "cursor");

    /** The form of every key; a mangled one would find nothing and look like a session without a history. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]*:\\d{1,10}:(none|\\d{4}-[0-9T:.-]+Z)");

    private static final Pattern LIMIT = Pattern.compile("\\d{1,4}");

    /**
     * Parses the parameters of a query. One that is {@code ""} counts as missing.
     *
     * @param now the time that durations such as {@code 7d} go back from
     * @throws IllegalArgumentException when a parameter is unknown or invalid; the message says which and what to do
     */
    public static HistoryQuery of(Map<String, String> parameters, Instant now) {
        Map<String, String> given = new LinkedHashMap<>(parameters);
        given.keySet().removeAll(PARAMETERS);
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameter \""
                    + given.keySet().iterator().next() + "\". Known: " + String.join(", ", PARAMETERS) + '.');
        }
        Optional<Instant> from = time("from", parameters, now);
        Optional<Instant> to = time("to", parameters, now);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from is " + from.get() + " and to is " + to.get()
                    + ", so no line can match. Give a from that is earlier than to.");
        }
        return new HistoryQuery(
                text("user", parameters),
                text("host", parameters),
                session(text("session", parameters)),
                from,
                to,
                kind(text("kind", parameters)),
                limit(text("limit", parameters)),
                text("cursor", parameters));
    }

    private static String text(String name, Map<String, String> parameters) {
        return parameters.getOrDefault(name, "");
    }

    private static Optional<Instant> time(String name, Map<String, String> parameters, Instant now) {
        String text = text(name, parameters);
        return text.isEmpty() ? Optional.empty() : Optional.of(GivenTime.parse(name, text, now));
    }

    private static String session(String text) {
        if (!text.isEmpty() && !KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("session is \"" + text
                    + "\", which is not the Key of a session. Give one such as TS01:3:2026-03-02T08:15:00Z.");
        }
        return text;
    }

    private static Optional<JournalKind> kind(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(JournalKind.named(text)
                .orElseThrow(() -> new IllegalArgumentException("kind is \"" + text + "\". Give "
                        + Stream.of(JournalKind.values()).map(JournalKind::text).collect(Collectors.joining(", "))
                        + ", or nothing for all.")));
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return USUAL_LIMIT;
        }
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "limit is \"" + text + "\". Give a number from 1 to " + LARGEST_LIMIT + '.');
        }
        return limit;
    }

    /** Returns whether a line is wanted; limit and cursor are those of a page. */
    boolean matches(HistoryLine line) {
        return kind.map(line.kind()::equals).orElse(true)
                && from.map(first -> !line.time().isBefore(first)).orElse(true)
                && to.map(end -> line.time().isBefore(end)).orElse(true)
                && (host.isEmpty() || Names.same(host, line.text("host")))
                && (session.isEmpty() || session.equals(line.text("session")))
                && (user.isEmpty() || line.users().stream().anyMatch(this::isUser));
    }

    private boolean isUser(String name) {
        return Names.same(user, name) || (isWithoutDomain(user) && Names.same(user, withoutDomain(name)));
    }

    private static boolean isWithoutDomain(String name) {
        return name.indexOf('\\') < 0;
    }

    /** Returns the user of {@code DOMAIN\\user}. */
    static String withoutDomain(String name) {
        return name.substring(name.lastIndexOf('\\') + 1);
    }

    /** Returns a page of the same query. */
    public HistoryQuery page(int newLimit, String newCursor) {
        return new HistoryQuery(user, host, session, from, to, kind, newLimit, newCursor);
    }

    /** Returns the parameters that this query is made of. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", user);
        parameters.put("host", host);
        parameters.put("session", session);
        parameters.put("from", from.map(Instant::toString).orElse(""));
        parameters.put("to", to.map(Instant::toString).orElse(""));
        parameters.put("kind", kind.map(JournalKind::text).orElse(""));
        parameters.put("limit", Integer.toString(limit));
        parameters.put("cursor", cursor);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    /** Returns what another page of the same query has in common with this one, whatever its limit. */
    int fingerprint() {
        return List.of(
                        Names.folded(user),
                        Names.folded(host),
                        session,
                        kind.map(JournalKind::text).orElse(""))
                .hashCode();
    }
}
