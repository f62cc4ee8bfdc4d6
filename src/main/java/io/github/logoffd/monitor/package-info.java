/**
 * The newest snapshot of each host, what has changed since the one before, and the events that came of it. A snapshot is taken on a
 * schedule, on demand and after a signal of Windows, and kept when a later attempt fails. This room cannot act on a session. Readers never
 * wait: they get the newest snapshot.
 */
package io.github.logoffd.monitor;
