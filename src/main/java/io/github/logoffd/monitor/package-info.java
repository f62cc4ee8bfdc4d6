/**
 * The latest snapshot of each host, the changes since the previous one, and the resulting events. A snapshot is taken
 * on a schedule, on demand and after a signal from Windows, and kept when a later attempt fails. This package cannot
 * act on a session. Readers never wait: they get the latest snapshot.
 */
package io.github.logoffd.monitor;
