package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the event log is told of the journal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a folder with an open file.")
class JournalKeeperTest {

    @TempDir
    private Path folder;

    private final List<EventLogEntry> told = new ArrayList<>();

    @Test
    void aProblemIsToldOnceAlsoBesideOneOfAnotherKind() throws Exception {
        Path logs = folder.resolve("logs");
        Path elsewhere = folder.resolve("elsewhere");
        try (Journal journal = JournalFixture.open(logs.resolve("audit.jsonl"), InstantSource.system())) {
            JournalKeeper keeper = new JournalKeeper(journal, told::add);
            keeper.retry();
            assertThat(told).isEmpty();

            Files.move(logs, elsewhere);
            journal.note(JournalKind.DENIALS, line());
            keeper.retry();
            keeper.keepHouse();
            assertThat(told).hasSize(1);

            Assertions.assertThatIOException().isThrownBy(() -> journal.answer(line()));
            keeper.retry();
            assertThat(told).hasSize(2);
            assertThat(told.get(1).text()).contains("The journal of acts cannot be written");

            Files.move(elsewhere, logs);
            keeper.retry();
            Files.move(logs, elsewhere);
            journal.note(JournalKind.DENIALS, line());
            keeper.retry();
            assertThat(told).hasSize(3);
            Files.move(elsewhere, logs);
        }
    }

    private static List<Map<String, Object>> line() throws IOException {
        return List.of(Map.of("time", "2026-03-02T10:15:30Z", "phase", "TEST"));
    }
}
