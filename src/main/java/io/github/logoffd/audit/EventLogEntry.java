package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.journal.Anchor;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.support.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entry of the operating system's event log. Immutable.
 *
 * @param id the kind of event
 * @param text a sentence, a blank line and the facts, one a line; line breaks and other characters that could forge a
 *     fact are replaced
 */
public record EventLogEntry(EventLogId id, String text) {

    /** Returns the entry for a line of the audit trail. */
    static EventLogEntry of(AuditRecord line) {
        return line.answer().map(answer -> answered(line, answer)).orElseGet(() -> asked(line));
    }

    private static EventLogEntry asked(AuditRecord asked) {
        Map<String, String> facts = new LinkedHashMap<>();
        putRequest(asked, facts);
        String subject = asked.intent().session();
        return new EventLogEntry(
                EventLogId.REQUEST_ASKED,
                text(
                        asked.intent().operation() + " was requested" + (subject.isEmpty() ? "." : ": " + subject),
                        facts));
    }

    private static EventLogEntry answered(AuditRecord answered, LogoffAnswer answer) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Outcome", answer.outcome().name());
        facts.put("Code", Integer.toString(answer.code()));
        facts.put("Rule", answered.rule());
        putRequest(answered, facts);
        return new EventLogEntry(
                EventLogId.of(answer), text(answered.intent().operation() + ": " + answer.message(), facts));
    }

    static EventLogEntry of(Denial denial) {
        Map<String, String> facts = new LinkedHashMap<>();
        putCaller(denial.caller(), facts);
        facts.put("Count", Long.toString(denial.count()));
        return new EventLogEntry(EventLogId.LOGIN_DENIED, text(denial.reason(), facts));
    }

    /** Returns the entry that anchors the journal. */
    public static EventLogEntry of(List<Anchor> anchors) {
        return new EventLogEntry(
                EventLogId.JOURNAL_ANCHORED,
                anchors.stream()
                        .map(Anchor::text)
                        .collect(Collectors.joining("\r\n", "These are the newest lines of the journal.\r\n\r\n", "")));
    }

    /** Returns the entry for what is wrong with the journal. */
    public static EventLogEntry ofJournal(String problem) {
        return new EventLogEntry(EventLogId.JOURNAL_FILLING, text(problem, Map.of()));
    }

    /** Returns the entry for the reason why the service does not run. */
    public static EventLogEntry ofFailure(String reason) {
        return new EventLogEntry(EventLogId.SERVICE_FAILED, text(reason, Map.of()));
    }

    private static void putRequest(AuditRecord request, Map<String, String> facts) {
        AuditRecord.Intent intent = request.intent();
        putCaller(intent.caller(), facts);
        facts.put("Arguments", intent.arguments());
        facts.put("Reason", intent.caller().reason());
        facts.put("Host", intent.host());
        facts.put("Session", intent.session());
        facts.put("Account", intent.account());
        facts.put("Request id", intent.requestId());
        facts.put("Dry run", Boolean.toString(intent.dryRun()));
        facts.put("Request", request.number());
    }

    private static void putCaller(Caller caller, Map<String, String> facts) {
        facts.put("User", caller.user());
        facts.put("Role", caller.role());
        facts.put("Channel", caller.channel());
        facts.put("Address", caller.address());
    }

    private static String text(String sentence, Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + VisibleText.of(fact.getValue()))
                .collect(Collectors.joining("\r\n", VisibleText.of(sentence) + "\r\n\r\n", ""));
    }
}
