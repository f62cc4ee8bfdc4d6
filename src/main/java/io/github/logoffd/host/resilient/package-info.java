/**
 * Session hosts as the service keeps them: opened when they are needed and again when they are back, left alone for a while when they do
 * not answer, and never waited for without end. Thread-safe.
 */
package io.github.logoffd.host.resilient;
