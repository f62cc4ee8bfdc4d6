package io.github.logoffd.support.files;

import java.nio.file.Path;

/** Names of the files beside that of the acts, which has its name from the configuration. */
public enum JournalName {
    SESSIONS("sessions.jsonl"),
    DENIALS("denials.jsonl"),
    SERVICE("service.jsonl"),
    /** Made from the others, and made anew when it is missing. */
    INDEX("history.index");

    private final String text;

    JournalName(String text) {
        this.text = text;
    }

    /** Returns the name without a folder. */
    public String text() {
        return text;
    }

    /** Returns the file of this name beside the file of the acts. */
    public Path beside(Path acts) {
        return acts.resolveSibling(text);
    }
}
