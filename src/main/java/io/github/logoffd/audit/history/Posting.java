package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.session.Names;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Position of a line under one of its terms: a user, the host, the session, or all lines of its kind. Terms are hashes:
 * two that are the same only cost time, since each line that is found is compared with the query. Immutable.
 *
 * @param term the term
 * @param time when the line was written, in microseconds since 1970
 * @param file the number of its file in the index
 * @param offset where it begins
 */
record Posting(long term, long time, int file, long offset) implements Comparable<Posting> {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int LENGTH_OF_DATE = 10;
    private static final int HASH_BITS_OF_SESSION = 24;

    /** Returns every term that a line is found by. */
    static Set<Long> terms(HistoryLine line) {
        JournalKind kind = line.kind();
        Set<Long> terms = new LinkedHashSet<>();
        terms.add(all(kind));
        line.users().forEach(user -> terms.add(user(kind, user)));
        if (!line.text("host").isEmpty()) {
            terms.add(host(kind, line.text("host")));
        }
        if (!line.text("session").isEmpty()) {
            terms.add(session(kind, line.text("session")));
        }
        return terms;
    }

    /** Returns the term with the fewest lines that has all lines of a kind that a query wants. */
    static long term(HistoryQuery query, JournalKind kind) {
        if (!query.session().isEmpty()) {
            return session(kind, query.session());
        }
        if (!query.user().isEmpty()) {
            return user(kind, query.user());
        }
        return query.host().isEmpty() ? all(kind) : host(kind, query.host());
    }

    private static long all(JournalKind kind) {
        return hash(kind, "all", "");
    }

    private static long user(JournalKind kind, String name) {
        return hash(kind, "user", Names.folded(HistoryQuery.withoutDomain(name)));
    }

    private static long host(JournalKind kind, String name) {
        return hash(kind, "host", Names.folded(name));
    }

    /** Sessions are many: those of one time are neighbours, so that adding their lines changes few pages. */
    private static long session(JournalKind kind, String key) {
        long hash = hash(kind, "session", key);
        return logonTime(key).map(Instant::getEpochSecond).orElse(0L) << HASH_BITS_OF_SESSION
                ^ hash >>> (Long.SIZE - HASH_BITS_OF_SESSION);
    }

    /** Returns when the session of a key began, by the end of the key; empty when that is not a time. */
    static Optional<Instant> logonTime(String key) {
        int date = key.lastIndexOf('T') - LENGTH_OF_DATE;
        try {
            return date < 0 ? Optional.empty() : Optional.of(Instant.parse(key.substring(date)));
        } catch (DateTimeParseException e) {
            // The key of a session without a logon, or of another program.
            return Optional.empty();
        }
    }

    private static long hash(JournalKind kind, String dimension, String text) {
        String whole = kind.text() + '/' + dimension + '/' + text;
        long hash = FNV_BASIS;
        for (int i = 0; i < whole.length(); i++) {
            hash = (hash ^ whole.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    @Override
    public int compareTo(Posting other) {
        int order = Long.compare(term, other.term);
        order = order == 0 ? Long.compare(time, other.time) : order;
        order = order == 0 ? Integer.compare(file, other.file) : order;
        return order == 0 ? Long.compare(offset, other.offset) : order;
    }
}
