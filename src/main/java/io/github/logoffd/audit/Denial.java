package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import java.time.Instant;

/**
 * One or more denied requests. Immutable.
 *
 * @param time when this was recorded
 * @param caller the origin, with the user name as given
 * @param reason one sentence in English
 * @param count the number of denials: 1, or all those of one address that were not written individually
 */
record Denial(Instant time, Caller caller, String reason, long count) {}
