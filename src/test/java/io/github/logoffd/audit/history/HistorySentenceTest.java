package io.github.logoffd.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySentenceTest {

    @TempDir
    private Path folder;

    /** Returns the sentences of all lines, oldest first. */
    private static List<String> story(JournalLines journal) throws Exception {
        return new JournalScan(journal.files())
                .find(HistoryQuery.of(Map.of("session", JournalLines.KEY), journal.now()), 100).lines().stream()
                        .sorted((a, b) -> a.time().compareTo(b.time()))
                        .map(HistorySentence::of)
                        .toList();
    }

    @Test
    void aSessionReadsAsAStory() throws Exception {
        JournalLines journal = new JournalLines(folder)
                .session("logoffd.session.logon", "CORP\\anna logged on to session 3 of TS01.")
                .session("logoffd.session.disconnected", "The client of session 3 of TS01 (CORP\\anna) disconnected.")
                .act(
                        "ASKED",
                        "warnAndLogoff",
                        "otto",
                        "arguments",
                        "message=Please save graceSeconds=60",
                        "reason",
                        "maintenance",
                        "requestId",
                        "CHG-17")
                .act(
                        "ANSWERED",
                        "warnAndLogoff",
                        "otto",
                        "outcome",
                        "WARNED",
                        "message",
                        "CORP\\anna was warned.",
                        "elapsedMillis",
                        40)
                .act(
                        "ENDED",
                        "warnAndLogoff",
                        "otto",
                        "outcome",
                        "DONE",
                        "message",
                        "CORP\\anna is logged off from session 3.",
                        "elapsedMillis",
                        63_400)
                .session("logoffd.session.logoff", "CORP\\anna is logged off from session 3 of TS01.");

        assertThat(story(journal))
                .containsExactly(
                        "CORP\\anna logged on to session 3 of TS01 from PC-17 (10.1.2.3).",
                        "The client of session 3 of TS01 (CORP\\anna) disconnected.",
                        "otto (operator) by http from 192.0.2.7 asked for a warning and a later logoff with message=Please"
                                + " save graceSeconds=60, for the reason \"maintenance\", with the request id CHG-17.",
                        "The request of otto (operator) by http from 192.0.2.7 for a warning and a later logoff was answered"
                                + " after 40 ms with WARNED: CORP\\anna was warned.",
                        "The request of otto (operator) by http from 192.0.2.7 for a warning and a later logoff has ended"
                                + " after 1 min 3 s with DONE: CORP\\anna is logged off from session 3.",
                        "CORP\\anna is logged off from session 3 of TS01.");
    }

    @Test
    void aRequestOfAProgramWithoutAUserIsOneOfItsChannel() throws Exception {
        JournalLines journal = new JournalLines(folder)
                .line(
                        "audit.jsonl",
                        "ASKED",
                        "channel",
                        "jmx",
                        "address",
                        "",
                        "user",
                        "",
                        "role",
                        "",
                        "operation",
                        "logoff",
                        "arguments",
                        "wait=true",
                        "dryRun",
                        true,
                        "session",
                        JournalLines.KEY)
                .line(
                        "audit.jsonl",
                        "ANSWERED",
                        "channel",
                        "jmx",
                        "user",
                        "",
                        "operation",
                        "logoff",
                        "session",
                        JournalLines.KEY,
                        "outcome",
                        "FAILED",
                        "message",
                        "x",
                        "elapsedMillis",
                        -1);

        assertThat(story(journal))
                .containsExactly(
                        "A caller by jmx asked for a logoff with wait=true, as a dry run.",
                        "The request of a caller by jmx for a logoff was answered with FAILED: x");
    }

    @Test
    void aConnectionSaysFromWhereAndADenialWhoWasDenied() throws Exception {
        JournalLines journal = new JournalLines(folder)
                .session("logoffd.session.connected", "A client connected.")
                .line(
                        "denials.jsonl",
                        "DENIED",
                        "channel",
                        "http",
                        "address",
                        "192.0.2.9",
                        "user",
                        "anna",
                        "message",
                        "Wrong password.",
                        "session",
                        JournalLines.KEY);

        assertThat(story(journal))
                .containsExactly(
                        "A client connected to session 3 of TS01 from PC-17 (10.1.2.3).",
                        "A request of anna by http from 192.0.2.9 was denied: Wrong password.");
    }
}
