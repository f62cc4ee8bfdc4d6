package io.github.logoffd.control.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.text.ErrorText;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests and answers that the audit trail could not record, and logs the first of them and the end of the
 * failure. Thread-safe.
 */
final class TrailFailures {

    private static final Logger log = LoggerFactory.getLogger(TrailFailures.class);

    @GuardedBy("this")
    private Optional<String> reason = Optional.empty();

    @GuardedBy("this")
    private long refused;

    @GuardedBy("this")
    private long unrecorded;

    /** Counts one more request that is refused. A full disk must not be filled with the log of it. */
    synchronized void refused(Exception failure) {
        if (reason.isEmpty()) {
            log.error(
                    "The audit trail cannot be written ({}); requests to act are refused until it can. Further failures are counted",
                    ErrorText.of(failure));
        }
        reason = Optional.of(ErrorText.of(failure));
        refused++;
    }

    /** Counts lines of requests that have ended. */
    synchronized void unrecorded(List<AuditRecord> lines, Exception failure) {
        if (reason.isEmpty() && unrecorded == 0) {
            log.error(
                    "The audit trail cannot record {} lines now ({}), the first being {}. Further ones are counted",
                    lines.size(),
                    ErrorText.of(failure),
                    lines.get(0));
        }
        unrecorded += lines.size();
    }

    /** The trail was written. */
    synchronized void written() {
        if (reason.isPresent() || unrecorded > 0) {
            log.warn(
                    "The audit trail can be written again; {} requests were refused meanwhile, and {} lines of"
                            + " requests that had ended could not be recorded at once",
                    refused,
                    unrecorded);
            reason = Optional.empty();
            refused = 0;
            unrecorded = 0;
        }
    }

    /** Returns one sentence while the newest request could not be recorded. */
    synchronized Optional<String> problem() {
        return reason.map(text -> "The audit trail could not be written at the newest request to act: " + text + " ("
                + refused + " refused). Requests to act are refused until it can be written.");
    }
}
