/**
 * The newest snapshots, the logoffs, the events and the HTTP server in numbers, as Prometheus reads them. Reading never asks a host for
 * anything. Thread-safe; an unknown value is left out, since Prometheus would add up a -1.
 */
package io.github.logoffd.metrics;
