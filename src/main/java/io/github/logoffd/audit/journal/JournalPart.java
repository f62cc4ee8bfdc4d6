package io.github.logoffd.audit.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of a journal other than the acts: what cannot be written is counted, and the count is written as soon as
 * that is possible. A tenth of the space is for such counts. Thread-safe.
 */
final class JournalPart {

    private static final Logger log = LoggerFactory.getLogger(JournalPart.class);

    private final JournalKind kind;
    private final ChainFile file;
    private final Retention retention;

    @GuardedBy("this")
    private Unwritten unwritten = Unwritten.NONE;

    JournalPart(JournalKind kind, ChainFile file, Retention retention) {
        this.kind = kind;
        this.file = file;
        this.retention = retention;
    }

    /** Appends lines, or counts them. */
    synchronized void add(List<Map<String, Object>> lines, long count, Instant now) {
        List<Map<String, Object>> all = new ArrayList<>(lines);
        if (!unwritten.isNone()) {
            all.add(0, unwritten.fields(now));
        }
        try {
            file.append(all, retention.warnAt());
            unwritten = Unwritten.NONE;
        } catch (IOException e) {
            if (unwritten.isNone()) {
                log.error(
                        "The journal of {} cannot be written ({}), so its lines are counted only: {}",
                        kind.text(),
                        ErrorText.ofFile(e),
                        lines);
            }
            unwritten = unwritten.and(count, now);
        }
    }

    synchronized void count(long count, Instant now) {
        unwritten = unwritten.and(count, now);
    }

    /** Writes the count of what could not be written, in the space that is kept for it. */
    synchronized void writeCount(Instant now) {
        if (unwritten.isNone()) {
            return;
        }
        try {
            file.append(List.of(unwritten.fields(now)), retention.maxBytes());
            unwritten = Unwritten.NONE;
        } catch (IOException e) {
            log.warn(
                    "The journal of {} cannot be written ({}); {} lines are counted so far",
                    kind.text(),
                    ErrorText.ofFile(e),
                    unwritten.count());
        }
    }

    /** Returns why lines are only counted. */
    synchronized Optional<String> problem() {
        return unwritten.isNone()
                ? Optional.empty()
                : Optional.of("The journal of " + kind.text() + " cannot be written since " + unwritten.first() + "; "
                        + unwritten.count() + " lines were counted only. The log says why.");
    }
}
