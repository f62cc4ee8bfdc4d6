package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.support.text.VisibleText;
import io.github.logoffd.testing.AnyText;
import io.github.logoffd.testing.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;

/**
 * Whatever users, callers and requests are called, an entry stays one line, says what was written, and has no other
 * facts than its own.
 */
class AnyTextInTheAuditTest {

    private static final List<String> TEXTS = List.of(
            "channel",
            "address",
            "user",
            "role",
            "operation",
            "arguments",
            "reason",
            "requestId",
            "account",
            "message",
            "rule");

    private static Path folder;
    private static Path file;
    private static Journal journal;
    private static JournalTrail trail;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("logoffd-any-audit");
        file = folder.resolve("audit.jsonl");
        journal = JournalFixture.open(file, () -> AuditSamples.TIME);
        trail = new JournalTrail(journal);
    }

    @AfterContainer
    static void close() throws IOException {
        journal.close();
        for (JournalKind kind : JournalKind.values()) {
            Files.delete(journal.files().current(kind));
        }
        Files.delete(folder);
    }

    @Property
    void anEntryIsOneLineThatSaysWhatWasWritten(@ForAll("texts") String text) throws Exception {
        checkLine(text);
    }

    @Property
    void anEntryOfTheEventLogHasItsFactsOnly(@ForAll("texts") String text) {
        checkFacts(text);
    }

    @Property
    @FromData("corpus")
    void textsThatFailedOnceForgeNothing(@ForAll String text) throws Exception {
        checkLine(text);
        checkFacts(text);
    }

    @Data
    Iterable<Tuple1<String>> corpus() {
        return Corpus.of("audit-texts.txt");
    }

    private static void checkLine(String text) throws Exception {
        long before = Files.size(file);
        trail.write(entry(text));
        String written = textFrom(before);

        assertThat(written.substring(0, written.length() - 1).codePoints()).noneMatch(VisibleText::isHidden);
        assertThat(written).endsWith("\n");
        JSONObject parsed = (JSONObject) new JSONParser().parse(written);
        assertThat(TEXTS).allSatisfy(field -> assertThat(parsed).containsEntry(field, VisibleText.wellFormed(text)));
        assertThat(parsed).containsEntry("outcome", "FAILED").hasSize(25);
    }

    private static String textFrom(long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - position));
            channel.read(bytes, position);
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }

    private static void checkFacts(String text) {
        for (EventLogEntry entry : List.of(
                EventLogEntry.of(entry(text)),
                EventLogEntry.of(new Denial(AuditSamples.TIME, new Caller(text, text, text, text), text, 1)))) {
            List<String> lines = Arrays.asList(entry.text().split("\r\n", -1));

            assertThat(lines).allMatch(line -> line.codePoints().noneMatch(VisibleText::isHidden));
            assertThat(lines.get(1)).isEmpty();
            assertThat(lines.subList(2, lines.size()))
                    .hasSize(entry.id() == EventLogId.LOGIN_DENIED ? 5 : 15)
                    .allMatch(line -> line.matches("[A-Z][a-z ]+: .*"));
        }
    }

    private static AuditRecord entry(String text) {
        LogoffAnswer answer = new LogoffAnswer(text, text, 3, text, Outcome.FAILED, 5, text, 42, text, false);
        return AuditSamples.line(
                AuditSamples.TIME,
                Phase.ANSWERED,
                text,
                new Caller(text, text, text, text, text),
                text,
                text,
                answer,
                text);
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.hostile(40);
    }
}
