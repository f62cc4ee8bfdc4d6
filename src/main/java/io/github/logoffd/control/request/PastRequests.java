package io.github.logoffd.control.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Requests of earlier runs of the service, read from the audit trail at startup. The limits and the request ids take
 * them into account, so that no end of a process resets them. Immutable.
 *
 * @param read when they were read, by the clock that also wrote their times
 * @param answered their second lines, oldest first, for as long as limits or request ids need them
 * @param unanswered the second lines that earlier runs did not write, the process having ended before
 * @param gap why logoffs of the last hour may be missing, one sentence; empty when none are
 */
public record PastRequests(
        Instant read, List<AuditRecord> answered, List<AuditRecord> unanswered, Optional<String> gap) {

    /** No earlier run. */
    public static final PastRequests NONE = new PastRequests(Instant.EPOCH, List.of(), List.of(), Optional.empty());

    public PastRequests {
        answered = List.copyOf(answered);
        unanswered = List.copyOf(unanswered);
    }

    /** Returns all of them that may have acted on one host, or can never act any more. */
    public Stream<AuditRecord> finalOf(String host) {
        return all().filter(record -> record.intent().host().equals(host)).filter(AuditRecord::isFinal);
    }

    /** Returns all of them, oldest first. */
    public Stream<AuditRecord> all() {
        return Stream.concat(answered.stream(), unanswered.stream());
    }

    /** Returns the age of a request. A time in the future, left by a clock that was set back, counts as now. */
    public Duration age(AuditRecord record) {
        Duration age = Duration.between(record.time(), read);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
