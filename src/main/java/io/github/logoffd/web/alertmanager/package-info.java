/**
 * Alerts that end sessions: from a message of Alertmanager to a request of {@code control}, under the conditions of the
 * configuration. Thread-safe.
 */
package io.github.logoffd.web.alertmanager;
