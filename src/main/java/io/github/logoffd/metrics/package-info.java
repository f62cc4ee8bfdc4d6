/**
 * Metrics for Prometheus of the latest snapshots, the logoffs, the events and the HTTP server. Reading never calls a
 * host. Thread-safe; an unknown value is omitted, since Prometheus would add a -1 to sums.
 */
package io.github.logoffd.metrics;
