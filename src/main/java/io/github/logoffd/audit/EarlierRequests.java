package io.github.logoffd.audit;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PastRequests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects from the lines of the audit file the requests of earlier runs that are still of importance: those without a
 * second line, the logoffs of the last hour, and the requests with an id. A truncated line is ignored: a first line
 * that was not completed was not acted on. Not thread-safe.
 */
final class EarlierRequests {

    private static final Logger log = LoggerFactory.getLogger(EarlierRequests.class);

    /** The beginning of each line; parsing whole lines would make startup slow. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\\{\"time\":\"([^\"]{1,40})\",\"phase\":\"([A-Z]{1,20})\",(?:\"request\":\"([^\"]{1,100})\",)?");

    /** Quotes within strings are escaped, so these are found as fields only. */
    private static final String NO_DRY_RUN = "\"dryRun\":false";

    private static final String NO_ID = "\"requestId\":\"\"";

    private static final Duration WINDOW_OF_LIMITS = Duration.ofHours(1);

    private static final String NOT_KNOWN =
            "The service ended before it answered; whether Windows was called is not known.";
    private static final String DRY_RUN = "The service ended before it answered this dry run; nothing was done.";

    private final Instant now;
    private final Instant oldestId;
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final List<AuditRecord> answered = new ArrayList<>();
    private Instant oldest = Instant.MAX;
    private boolean damaged;

    /**
     * Collects nothing yet.
     *
     * @param keepIds how long the answer of a request with an id is needed
     */
    EarlierRequests(Instant now, Duration keepIds) {
        this.now = now;
        this.oldestId = now.minus(keepIds);
    }

    /** Processes the next line. */
    void read(String line) {
        Matcher beginning = BEGINNING.matcher(line);
        boolean ours = beginning.lookingAt();
        if (ours && line.endsWith("}")) {
            readWhole(line, beginning);
        } else if (!ours && !isLeftByPowerCut(line)) {
            damaged = true;
        }
    }

    /** A line that was not completed, or space that was reserved and not yet written. */
    private static boolean isLeftByPowerCut(String line) {
        return line.isEmpty() || line.startsWith("\0") || (line.startsWith("{") && !line.endsWith("}"));
    }

    private void readWhole(String line, Matcher beginning) {
        Instant time;
        try {
            time = Instant.parse(beginning.group(1));
        } catch (DateTimeParseException e) {
            damaged = true;
            return;
        }
        if (time.isBefore(now.minus(WINDOW_OF_LIMITS))) {
            damaged = false; // whatever is before it is older
        }
        oldest = time.isBefore(oldest) ? time : oldest;
        String phase = beginning.group(2);
        if (phase.equals(Phase.ASKED.name())) {
            asked.put(beginning.group(3), line);
        } else if (phase.equals(Phase.ANSWERED.name())) {
            asked.remove(beginning.group(3));
            collect(line, time);
        }
    }

    private void collect(String line, Instant time) {
        boolean hasId = !line.contains(NO_ID) && !time.isBefore(oldestId);
        boolean inWindow = !time.isBefore(now.minus(WINDOW_OF_LIMITS));
        if (line.contains(NO_DRY_RUN) && (hasId || inWindow)) {
            try {
                answered.add(AuditLine.parse(line));
            } catch (IOException e) {
                log.error("A line of the audit file cannot be parsed: {}", line, e);
                damaged = true;
            }
        }
    }

    /**
     * Returns what was collected.
     *
     * @param whole whether every line that was ever written has been read
     */
    PastRequests past(boolean whole) {
        List<AuditRecord> unanswered =
                asked.values().stream().flatMap(line -> answer(line).stream()).toList();
        return new PastRequests(now, answered, unanswered, gap(whole));
    }

    private Optional<AuditRecord> answer(String line) {
        try {
            AuditRecord intent = AuditLine.parse(line);
            boolean dryRun = intent.intent().dryRun();
            LogoffAnswer answer = intent.intent().answer(Outcome.FAILED, 0, dryRun ? DRY_RUN : NOT_KNOWN, -1);
            return Optional.of(new AuditRecord(
                    now, intent.number(), Phase.ANSWERED, intent.intent(), Optional.of(answer), "", !dryRun));
        } catch (IOException e) {
            log.error("A request in the audit file has no answer, and its line cannot be parsed: {}", line, e);
            damaged = true;
            return Optional.empty();
        }
    }

    private Optional<String> gap(boolean whole) {
        if (damaged) {
            return Optional.of("The audit file has damaged lines of the last hour.");
        }
        return whole || oldest.isBefore(now.minus(WINDOW_OF_LIMITS))
                ? Optional.empty()
                : Optional.of("The audit files do not go back an hour.");
    }
}
