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

    /** Whether the space of this kind is used up, so that only time helps. */
    @GuardedBy("this")
    private boolean full;

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
            append(all, retention.warnAt());
        } catch (IOException e) {
            if (unwritten.isNone()) {
                log.error(
                        "The journal of {} cannot be written ({}), so its lines are counted only, the first being {}",
                        kind.text(),
                        ErrorText.ofFile(e),
                        lines.get(0));
            }
            full = e instanceof NoSpaceException;
            unwritten = unwritten.and(count, now);
        }
    }

    @GuardedBy("this")
    private void append(List<Map<String, Object>> lines, long mostBytes) throws IOException {
        file.append(lines, mostBytes);
        if (!unwritten.isNone()) {
            log.warn(
                    "The journal of {} was written again: {} of its lines from {} to {} were counted only",
                    kind.text(),
                    unwritten.count(),
                    unwritten.first(),
                    unwritten.last());
        }
        unwritten = Unwritten.NONE;
        full = false;
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
            append(List.of(unwritten.fields(now)), retention.maxBytes());
        } catch (IOException e) {
            log.warn(
                    "The journal of {} cannot be written ({}); {} lines are counted so far",
                    kind.text(),
                    ErrorText.ofFile(e),
                    unwritten.count());
        }
    }

    /** Writes the count when the disk may have space again; without a word when it has not. */
    synchronized void tryCount(Instant now) {
        if (unwritten.isNone() || full) {
            return;
        }
        try {
            append(List.of(unwritten.fields(now)), retention.maxBytes());
        } catch (IOException e) {
            log.debug("The journal of {} still cannot be written", kind.text(), e);
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
