package io.github.logoffd.service;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.journal.Journal;
import java.util.List;
import java.util.function.Consumer;

/** Hourly work on the journal; tells the event log once of each problem. For one thread. */
final class JournalKeeper {

    private final Journal journal;
    private final Consumer<EventLogEntry> eventLog;
    private boolean told;

    JournalKeeper(Journal journal, Consumer<EventLogEntry> eventLog) {
        this.journal = journal;
        this.eventLog = eventLog;
    }

    void keepHouse() {
        journal.keepHouse();
        List<String> problems = journal.problems();
        if (!told) {
            problems.forEach(problem -> eventLog.accept(EventLogEntry.ofJournal(problem)));
        }
        told = !problems.isEmpty();
    }
}
