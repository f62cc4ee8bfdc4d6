package io.github.logoffd.audit;

import io.github.logoffd.control.request.LogoffAnswer;

/**
 * Ids of entries in the operating system's event log. They never change. They are from 1 to 1000, the range of the
 * message file that is part of every Windows.
 */
public enum EventLogId {
    REQUEST_ASKED(
            90,
            Level.INFORMATION,
            "A command on this machine is about to act; written first: without this entry nothing is done."),
    REQUEST_DONE(100, Level.INFORMATION, "A request to act was carried out, or there was nothing left to do."),
    REQUEST_DRY_RUN(101, Level.INFORMATION, "A dry run was answered, whatever the outcome; nothing was done."),
    REQUEST_PENDING(110, Level.WARNING, "Windows has not completed the request within the timeout."),
    REQUEST_NOT_FOUND(111, Level.WARNING, "There was no session of that id or name."),
    REQUEST_REFUSED(120, Level.WARNING, "A request to act was refused."),
    REQUEST_FAILED(130, Level.ERROR, "A request to act could not be carried out."),
    LOGIN_DENIED(200, Level.WARNING, "A request was denied, or several from one address."),
    JOURNAL_ANCHORED(
            300,
            Level.INFORMATION,
            "The newest hashes of the journal, which show later whether its files were changed."),
    JOURNAL_FILLING(310, Level.WARNING, "The journal cannot be written, or its space is nearly used up."),
    SERVICE_FAILED(400, Level.ERROR, "The service could not start, or has failed; the text gives the reason.");

    /** Severity of an entry. */
    public enum Level {
        INFORMATION,
        WARNING,
        ERROR
    }

    private final int number;
    private final Level level;
    private final String meaning;

    EventLogId(int number, Level level, String meaning) {
        this.number = number;
        this.level = level;
        this.meaning = meaning;
    }

    static EventLogId of(LogoffAnswer answer) {
        if (answer.dryRun()) {
            return REQUEST_DRY_RUN;
        }
        return switch (answer.outcome()) {
            case DONE, ACCEPTED, GONE, WARNED, CANCELLED -> REQUEST_DONE;
            case PENDING -> REQUEST_PENDING;
            case NOT_FOUND -> REQUEST_NOT_FOUND;
            case REFUSED_PROTECTED,
                    REFUSED_USER,
                    REFUSED_STATE,
                    REFUSED_LIMIT,
                    REFUSED_ROLE,
                    REFUSED_REASON,
                    REFUSED_DISABLED -> REQUEST_REFUSED;
            case FAILED -> REQUEST_FAILED;
        };
    }

    /** Returns the number of the id, 1 to 1000. */
    public int number() {
        return number;
    }

    public Level level() {
        return level;
    }

    /** Returns the description, one sentence. */
    public String meaning() {
        return meaning;
    }
}
