/** {@code /health}, {@code /metrics} and the stream of events. Thread-safe. */
package io.github.logoffd.web.endpoints;
