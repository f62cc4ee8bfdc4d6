package io.github.logoffd.control.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.text.ErrorText;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests that the audit trail could not record, and logs the first of them and the end of the failure.
 * Thread-safe.
 */
final class TrailFailures {

    private static final Logger log = LoggerFactory.getLogger(TrailFailures.class);

    @GuardedBy("this")
    private Optional<String> reason = Optional.empty();

    @GuardedBy("this")
    private long refused;

    /** Counts one more request that is refused. A full disk must not be filled with the log of it. */
    synchronized void refused(Exception failure) {
        if (reason.isEmpty()) {
            log.error(
                    "The audit trail cannot be written; requests to act are refused until it can. Further failures are counted",
                    failure);
        }
        reason = Optional.of(ErrorText.of(failure));
        refused++;
    }

    /** The trail was written. */
    synchronized void written() {
        if (reason.isPresent()) {
            log.warn("The audit trail can be written again; {} requests were refused meanwhile", refused);
            reason = Optional.empty();
            refused = 0;
        }
    }

    /** Returns one sentence while the newest request could not be recorded. */
    synchronized Optional<String> problem() {
        return reason.map(text -> "The audit trail could not be written at the newest request to act: " + text + " ("
                + refused + " refused). Requests to act are refused until it can be written.");
    }
}
