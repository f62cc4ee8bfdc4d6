package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.journal.Lines;
import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.support.RecordItem;
import io.github.logoffd.support.json.BoundedText;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Form of an {@link AuditRecord} as one line of the journal. Stateless. */
final class AuditLine {

    /** Ten times the longest message to a user, if its characters are visible. */
    private static final int MOST_BYTES_OF_A_TEXT = 4096;

    private static final String TIME = "time";
    private static final String PHASE = "phase";
    private static final String REQUEST = "request";
    private static final String CHANNEL = "channel";
    private static final String ADDRESS = "address";
    private static final String USER = "user";
    private static final String ROLE = "role";
    private static final String OPERATION = "operation";
    private static final String ARGUMENTS = "arguments";
    private static final String REASON = "reason";
    private static final String RULE = "rule";
    private static final String ACTED = "acted";

    /** The items of an answer that its intent does not have. */
    private static final List<RecordItem<LogoffAnswer>> RESULT =
            List.of(AnswerItems.OUTCOME, AnswerItems.CODE, AnswerItems.MESSAGE, AnswerItems.ELAPSED_MILLIS);

    /** For a line of a version that did not write {@code acted}. */
    private static final Set<Outcome> MAY_HAVE_ACTED =
            Set.of(Outcome.ACCEPTED, Outcome.PENDING, Outcome.DONE, Outcome.FAILED);

    private AuditLine() {}

    /** Returns the fields of a line. */
    static Map<String, Object> of(AuditRecord entry) {
        AuditRecord.Intent intent = entry.intent();
        Map<String, Object> fields = Lines.of(entry.time(), entry.phase().name());
        fields.put(REQUEST, entry.number());
        putCaller(intent.caller(), fields);
        fields.put(OPERATION, intent.operation());
        fields.put(ARGUMENTS, bounded(intent.arguments()));
        fields.put(REASON, bounded(intent.caller().reason()));
        fields.put(AnswerItems.REQUEST_ID.key(), intent.requestId());
        fields.put(AnswerItems.DRY_RUN.key(), intent.dryRun());
        fields.put(AnswerItems.HOST.key(), intent.host());
        fields.put(AnswerItems.SESSION.key(), intent.session());
        fields.put(AnswerItems.ID.key(), intent.id());
        fields.put(AnswerItems.ACCOUNT.key(), intent.account());
        entry.answer().ifPresent(answer -> putAnswer(answer, entry, fields));
        return fields;
    }

    /** Returns a text that a caller has chosen, cut when it is large as written. */
    static String bounded(String text) {
        return BoundedText.of(text, MOST_BYTES_OF_A_TEXT);
    }

    private static void putAnswer(LogoffAnswer answer, AuditRecord entry, Map<String, Object> fields) {
        fields.put("decision", answer.outcome().isRefusal() ? "REFUSED" : "ALLOWED");
        fields.put(RULE, entry.rule());
        RESULT.forEach(item -> fields.put(item.key(), item.value().apply(answer)));
        fields.put(AnswerItems.MESSAGE.key(), bounded(answer.message()));
        fields.put(ACTED, entry.mayHaveActed());
    }

    static void putCaller(Caller caller, Map<String, Object> fields) {
        fields.put(CHANNEL, caller.channel());
        fields.put(ADDRESS, caller.address());
        fields.put(USER, bounded(caller.user()));
        fields.put(ROLE, caller.role());
    }

    /**
     * Parses a line of a request.
     *
     * @throws IOException when it is none; the message says why
     */
    static AuditRecord parse(String line) throws IOException {
        try {
            return record((JSONObject) new JSONParser().parse(new StringReader(line)));
        } catch (ParseException | RuntimeException e) {
            throw new IOException("Not an audit line of a request: " + e.getMessage(), e);
        }
    }

    private static AuditRecord record(JSONObject fields) {
        AuditRecord.Intent intent = new AuditRecord.Intent(
                caller(fields),
                text(OPERATION, fields),
                text(ARGUMENTS, fields),
                text(AnswerItems.REQUEST_ID.key(), fields),
                (boolean) field(AnswerItems.DRY_RUN.key(), fields),
                text(AnswerItems.HOST.key(), fields),
                text(AnswerItems.SESSION.key(), fields),
                number(AnswerItems.ID.key(), fields),
                text(AnswerItems.ACCOUNT.key(), fields));
        Phase phase = Phase.valueOf(text(PHASE, fields));
        Optional<LogoffAnswer> answer = phase == Phase.ASKED ? Optional.empty() : Optional.of(answer(intent, fields));
        return new AuditRecord(
                Instant.parse(text(TIME, fields)),
                text(REQUEST, fields),
                phase,
                intent,
                answer,
                answer.isPresent() ? text(RULE, fields) : "",
                answer.isPresent() && acted(answer.get().outcome(), fields));
    }

    private static Caller caller(JSONObject fields) {
        // A line of an earlier version has no reason.
        String reason = fields.get(REASON) instanceof String given ? given : "";
        return new Caller(text(CHANNEL, fields), text(ADDRESS, fields), text(USER, fields), text(ROLE, fields))
                .because(reason);
    }

    private static LogoffAnswer answer(AuditRecord.Intent intent, JSONObject fields) {
        return intent.answer(
                Outcome.valueOf(text(AnswerItems.OUTCOME.key(), fields)),
                Math.toIntExact(number(AnswerItems.CODE.key(), fields)),
                text(AnswerItems.MESSAGE.key(), fields),
                number(AnswerItems.ELAPSED_MILLIS.key(), fields));
    }

    private static boolean acted(Outcome outcome, JSONObject fields) {
        return fields.get(ACTED) instanceof Boolean acted ? acted : MAY_HAVE_ACTED.contains(outcome);
    }

    private static long number(String name, JSONObject fields) {
        return ((Number) field(name, fields)).longValue();
    }

    private static String text(String name, JSONObject fields) {
        return (String) field(name, fields);
    }

    private static Object field(String name, JSONObject fields) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
