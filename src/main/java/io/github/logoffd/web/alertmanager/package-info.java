/**
 * Alarms of monitoring systems that end sessions: from an alert to a request of {@code control}, under the conditions of the configuration.
 *
 * <p>Beside {@code jmx} in the control flow; {@code http} reads and answers. May import {@code config}, {@code control}, {@code session}, {@code text}
 * and, for the record of an answer, {@code jmx}. Thread-safe; nothing is null.
 */
package io.github.logoffd.web.alertmanager;
