package io.github.logoffd.audit.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Result of a check of the journal. Immutable.
 *
 * @param findings one sentence for each change that was found, at most some of them
 * @param lines how many lines were read
 * @param earlierLines how many of them are of an earlier version, which wrote no chain
 * @param bytes how many bytes were read
 * @param confirmed when the newest anchor was stored that matches; empty when there is none
 */
public record Verdict(List<String> findings, long lines, long earlierLines, long bytes, Optional<Instant> confirmed) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing was changed, removed or exchanged. */
    public boolean isWhole() {
        return findings.isEmpty();
    }
}
