package io.github.logoffd.audit.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kind of a line. Each kind has files, time and space of its own, so that a flood of one costs no line of another. */
public enum JournalKind {
    /** Requests to act: intent, answer, end. */
    ACTS,
    /** Changes of sessions and hosts. */
    SESSIONS,
    /** Denied requests. */
    DENIALS,
    /** Start, stop, crash and changed settings of the service. */
    SERVICE;

    /** Returns the name as written in keys, lines and queries. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of that name; empty when there is none. */
    public static Optional<JournalKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
