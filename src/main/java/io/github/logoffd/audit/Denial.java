package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import java.time.Instant;

/**
 * Logins that failed. Immutable.
 *
 * @param time when it was written
 * @param caller where it came from, with the user's name as it was given
 * @param reason one sentence in English
 * @param count how many logins this tells of: 1, or all those of one address that were not written one by one
 */
record Denial(Instant time, Caller caller, String reason, long count) {}
