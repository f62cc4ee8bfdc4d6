package io.github.logoffd.service;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalKind;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Regular work on the journal; tells the event log once of each problem of a kind. For one thread. */
final class JournalKeeper {

    private final Journal journal;
    private final Consumer<EventLogEntry> eventLog;
    private Set<JournalKind> told = Set.of();

    JournalKeeper(Journal journal, Consumer<EventLogEntry> eventLog) {
        this.journal = journal;
        this.eventLog = eventLog;
    }

    /** To be called once an hour. */
    void keepHouse() {
        journal.keepHouse();
        tell();
    }

    /** To be called once a minute. */
    void retry() {
        journal.retry();
        tell();
    }

    private void tell() {
        Map<JournalKind, String> problems = journal.problems();
        problems.forEach((kind, problem) -> {
            if (!told.contains(kind)) {
                eventLog.accept(EventLogEntry.ofJournal(problem));
            }
        });
        told = Set.copyOf(problems.keySet());
    }
}
