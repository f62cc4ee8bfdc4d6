package io.github.logoffd.audit;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.JournalLine;
import io.github.logoffd.audit.journal.Lines;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Record of starts, stops, crashes and changed settings of the service. Thread-safe. */
public final class ServiceTrail implements AutoCloseable {

    private static final String STOP = "STOP";

    private final Journal journal;
    private final InstantSource clock;

    private ServiceTrail(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Records the start, and before it that the last run has not stopped, if it has not.
     *
     * @param message one sentence about this start
     * @throws IOException when the journal cannot be read
     */
    public static ServiceTrail start(Journal journal, InstantSource clock, String message) throws IOException {
        ServiceTrail trail = new ServiceTrail(journal, clock);
        Optional<String> crash = crash(journal);
        crash.ifPresent(sentence -> trail.write("CRASHED", sentence));
        trail.write("START", message);
        return trail;
    }

    private static Optional<String> crash(Journal journal) throws IOException {
        Optional<Map<String, Object>> newest =
                journal.newestLine(JournalKind.SERVICE).flatMap(JournalLine::parse);
        if (newest.isEmpty() || STOP.equals(newest.get().get("phase"))) {
            return Optional.empty();
        }
        return Optional.of("The last run of the service ended without stopping. The newest line it wrote is of "
                + journal.newestTime().map(Object::toString).orElse("an unknown time") + '.');
    }

    /** Records that users or rules were read again. */
    public void reloaded(String message) {
        write("RELOAD", message);
    }

    /** Records that acting was switched off or on. */
    public void acting(String message) {
        write("ACTING", message);
    }

    private void write(String phase, String message) {
        journal.note(JournalKind.SERVICE, List.of(Lines.sentence(clock.instant(), phase, message)));
    }

    /** Records the stop. */
    @Override
    public void close() {
        write(STOP, "The service has stopped.");
    }
}
