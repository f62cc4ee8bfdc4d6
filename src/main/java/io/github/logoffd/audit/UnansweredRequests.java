package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the requests in the audit file that have no second line. A truncated line, or one of another program, is
 * ignored. Not thread-safe.
 */
final class UnansweredRequests {

    private static final Logger log = LoggerFactory.getLogger(UnansweredRequests.class);

    /** The beginning of each line of a request; parsing whole lines would make startup slow. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\\{\"time\":\"[^\"]{1,40}\",\"phase\":\"(ASKED|ANSWERED)\",\"request\":\"([^\"]{1,100})\",");

    private static final String NOT_KNOWN =
            "The service ended before it answered; whether Windows was called is not known.";
    private static final String DRY_RUN = "The service ended before it answered this dry run; nothing was done.";

    private final Map<String, String> asked = new LinkedHashMap<>();

    /** Processes the next line. */
    void read(String line) {
        Matcher matcher = BEGINNING.matcher(line);
        if (!matcher.lookingAt() || !line.endsWith("}")) {
            return;
        }
        if (matcher.group(1).equals(Phase.ASKED.name())) {
            asked.put(matcher.group(2), line);
        } else {
            asked.remove(matcher.group(2));
        }
    }

    /** Returns their second lines, in the order of the requests. */
    List<AuditRecord> answers(Instant time) {
        List<AuditRecord> answers = new ArrayList<>();
        asked.forEach((number, line) -> answer(number, line, time).ifPresent(answers::add));
        return answers;
    }

    private static Optional<AuditRecord> answer(String number, String line, Instant time) {
        try {
            JSONObject fields = (JSONObject) new JSONParser().parse(new StringReader(line));
            return Optional.of(answer(number, fields, time));
        } catch (IOException | ParseException | RuntimeException e) {
            log.error(
                    "The request {} in the audit file has no answer, and its line cannot be parsed to add one",
                    number,
                    e);
            return Optional.empty();
        }
    }

    private static AuditRecord answer(String number, JSONObject fields, Instant time) {
        boolean dryRun = (boolean) field(AnswerItems.DRY_RUN.key(), fields);
        Caller caller = new Caller(
                text("channel", fields), text("address", fields), text("user", fields), text("role", fields));
        AuditRecord.Intent intent = new AuditRecord.Intent(
                caller,
                text("operation", fields),
                text("arguments", fields),
                text(AnswerItems.REQUEST_ID.key(), fields),
                dryRun,
                text(AnswerItems.HOST.key(), fields),
                text(AnswerItems.SESSION.key(), fields),
                ((Number) field(AnswerItems.ID.key(), fields)).longValue(),
                text(AnswerItems.ACCOUNT.key(), fields));
        LogoffAnswer answer = intent.answer(Outcome.FAILED, 0, dryRun ? DRY_RUN : NOT_KNOWN, -1);
        return new AuditRecord(time, number, intent, Optional.of(answer), "");
    }

    private static String text(String name, JSONObject fields) {
        return (String) field(name, fields);
    }

    private static Object field(String name, JSONObject fields) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
