package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No request waits for the event log or fails because of it. */
class EventLogQueueTest {

    private static final int ROOM = 2;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private final RecordedLog log = new RecordedLog(EventLogQueue.class);
    private boolean broken;
    private final EventLogQueue queue = new EventLogQueue(this::write, this::execute);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void write(EventLogEntry entry) throws IOException {
        if (broken) {
            throw new IOException("ReportEvent failed with error [1502].");
        }
        written.add(entry.text());
    }

    private void execute(Runnable task) {
        if (waiting.size() == ROOM) {
            throw new RejectedExecutionException("full");
        }
        waiting.add(task);
    }

    @Test
    void anEntryIsWrittenByTheThreadAndNotByWhoBringsIt() {
        add("a");
        assertThat(written).isEmpty();

        work();

        assertThat(written).containsExactly("a");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        List.of("a", "b", "c", "d", "e").forEach(this::add);
        assertThat(log.lines()).containsExactly("WARN The system event log does not keep up; entries are dropped");

        work();

        assertThat(written).containsExactly("a", "b");
        assertThat(log.lines())
                .hasSize(2)
                .last()
                .isEqualTo("WARN 3 entries were dropped and are missing from the system event log; the audit file has"
                        + " them");
    }

    @Test
    void aStretchOfFailuresIsLoggedOnce() {
        broken = true;
        addAndWork("a");
        addAndWork("b");
        assertThat(log.lines()).containsExactly("WARN The system event log cannot be written; the service continues");

        broken = false;
        addAndWork("c");
        broken = true;
        addAndWork("d");

        assertThat(written).containsExactly("c");
        assertThat(log.lines()).hasSize(2);
    }

    private void add(String text) {
        queue.add(new EventLogEntry(EventLogId.REQUEST_DONE, text));
    }

    private void addAndWork(String text) {
        add(text);
        work();
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
