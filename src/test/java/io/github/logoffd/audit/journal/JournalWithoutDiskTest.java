package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that cannot be written for a while: acts are refused, and nothing is lost silently. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a folder with an open file.")
class JournalWithoutDiskTest {

    private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TIME);
    private Path logs;
    private Journal journal;

    @BeforeEach
    void open() throws IOException {
        logs = folder.resolve("logs");
        journal = JournalFixture.open(
                logs.resolve("audit.jsonl"), clock, new Retention(Duration.ZERO, 100 * MEGABYTE), anchors -> {});
        journal.announce(line("intent"));
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private List<Map<String, Object>> line(String message) {
        return List.of(Lines.sentence(clock.instant(), "TEST", message));
    }

    private void takeDiskAway() throws IOException {
        Files.move(logs, folder.resolve("elsewhere"));
    }

    private void giveDiskBack() throws IOException {
        Files.move(folder.resolve("elsewhere"), logs);
    }

    private void answerWithoutDisk(String message) {
        assertThatIOException().isThrownBy(() -> journal.answer(line(message)));
    }

    private List<String> lines(JournalKind kind) throws IOException {
        return Files.readAllLines(journal.files().current(kind));
    }

    private static String number(int number, String message) {
        return "\"message\":\"" + message + "\",\"sequence\":" + number + ',';
    }

    @Test
    void whatWasDoneIsWrittenAsSoonAsThatIsPossible() throws Exception {
        takeDiskAway();
        answerWithoutDisk("first answer");
        answerWithoutDisk("second answer");
        assertThatIOException().isThrownBy(() -> journal.announce(line("refused intent")));
        assertThat(journal.problems())
                .containsOnlyKeys(JournalKind.ACTS)
                .containsValue("The journal of acts cannot be written; 2 lines of what was done are kept until it can."
                        + " The log says why.");

        giveDiskBack();
        journal.retry(Long.MAX_VALUE);

        assertThat(journal.problems()).isEmpty();
        journal.retry(Long.MAX_VALUE);
        assertThat(lines(JournalKind.ACTS)).hasSize(3);
        assertThat(lines(JournalKind.ACTS).get(1)).contains("first answer");
        assertThat(lines(JournalKind.ACTS).get(2)).contains("second answer");
    }

    @Test
    void whatWasDoneIsWrittenBeforeTheNextActAndAtTheEnd() throws Exception {
        takeDiskAway();
        answerWithoutDisk("answer");
        giveDiskBack();
        journal.announce(line("next"));
        takeDiskAway();
        answerWithoutDisk("last answer");
        giveDiskBack();

        journal.close();

        assertThat(lines(JournalKind.ACTS)).hasSize(4);
        assertThat(lines(JournalKind.ACTS).get(1)).contains("\"answer\"");
        assertThat(lines(JournalKind.ACTS).get(2)).contains("\"next\"");
        assertThat(lines(JournalKind.ACTS).get(3)).contains("\"last answer\"");
    }

    @Test
    void answersWithoutEndDoNotFillTheMemory() throws Exception {
        takeDiskAway();
        String large = "x".repeat(100_000);
        for (int i = 0; i < 50; i++) {
            answerWithoutDisk(large);
        }
        giveDiskBack();
        journal.retry(Long.MAX_VALUE);

        assertThat(lines(JournalKind.ACTS)).hasSizeBetween(20, 22);
    }

    @Test
    void linesOfTheOtherKindsAreCountedAndThatIsLoggedOnceWithACount() throws Exception {
        try (RecordedLog log = new RecordedLog(JournalPart.class)) {
            takeDiskAway();
            for (int i = 0; i < 10; i++) {
                journal.note(
                        JournalKind.SESSIONS,
                        Stream.concat(line("a").stream(), line("b").stream()).toList());
                journal.note(JournalKind.DENIALS, line("denied"), 7);
                journal.note(JournalKind.SERVICE, line("reloaded"));
                journal.retry(Long.MAX_VALUE);
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(journal.problems())
                    .containsOnlyKeys(JournalKind.SESSIONS, JournalKind.DENIALS, JournalKind.SERVICE);
            assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("ERROR The journal of "));

            giveDiskBack();
            journal.retry(Long.MAX_VALUE);

            assertThat(journal.problems()).isEmpty();
            assertThat(log.lines())
                    .hasSize(6)
                    .contains("WARN The journal of sessions was written again: 20 of its lines from " + TIME + " to "
                            + TIME.plusSeconds(9) + " were counted only");
        }
        assertThat(onlyLine(JournalKind.SESSIONS)).contains("\"count\":20,\"first\":\"" + TIME + '"');
        assertThat(onlyLine(JournalKind.DENIALS)).contains("\"count\":70,", "\"last\":\"" + TIME.plusSeconds(9));
        assertThat(onlyLine(JournalKind.SERVICE)).contains("\"count\":10,");
    }

    private String onlyLine(JournalKind kind) throws IOException {
        assertThat(lines(kind)).hasSize(1);
        return lines(kind).get(0);
    }

    @Test
    void aDiskWithATenthOfTheSpaceOfActsIsAProblem() throws Exception {
        journal.retry(10 * MEGABYTE + 10);
        assertThat(journal.problems()).isEmpty();

        journal.retry(10 * MEGABYTE - 10);

        assertThat(journal.problems())
                .containsEntry(
                        JournalKind.ACTS,
                        "The disk of the journal has 10485750 bytes left, less than a tenth of history.maxBytes.acts;"
                                + " when they are used up, requests to act are refused. Free some space.");
        journal.announce(line("still possible"));
        assertThat(lines(JournalKind.ACTS)).hasSize(2).last().asString().contains(number(2, "still possible"));
    }

    @Test
    void theSpaceOfTheDiskIsMeasured() {
        assertThat(journal.files().usableBytes()).isBetween(1L, Long.MAX_VALUE - 1);
    }
}
