/**
 * What the newest snapshots, the logoffs, the events and the HTTP server amount to, as Prometheus reads it.
 *
 * <p>A branch of the data flow beside {@code jmx}. May import {@code config}, {@code control}, {@code events}, {@code session}, {@code snapshot} and {@code
 * text}, and is the only place with the client library of Prometheus. Reading never asks a host for anything. Thread-safe; an unknown
 * value is left out, since Prometheus would add up a -1.
 */
package io.github.logoffd.metrics;
