/**
 * The HTTP server: Jolokia's protocol under {@code /jolokia}, {@code /health}, {@code /metrics}, the events as a stream
 * under {@code /events}, and alerts under {@code /hooks/alertmanager}.
 *
 * <p>Last stage of the data flow, first of the control flow. {@code RequestFilter} turns away what may come from a web page,
 * {@code UserFilter} whoever is no user, {@code JolokiaHandler} reads and writes HTTP, {@code GuardedJolokia} decides about each Jolokia request. {@code
 * VisibleBeans} keeps the rest of the beans from Jolokia. May import {@code access}, {@code control} (who calls, and who was turned
 * away), {@code config}, {@code events}, {@code hooks}, {@code json}, {@code metrics}, {@code text} and {@code tls}. Thread-safe; nothing is null.
 */
package io.github.logoffd.http;
