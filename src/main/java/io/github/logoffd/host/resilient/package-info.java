/**
 * Session hosts as the service keeps them: opened when they are needed and again when they are back, left in peace for a while when
 * they do not answer, and never waited for without end.
 *
 * <p>Uses {@code session} only. Thread-safe; nothing is null.
 */
package io.github.logoffd.host.resilient;
