/** Where the audit trail is kept: a file of JSON lines and the event log of Windows. Thread-safe. */
package io.github.logoffd.audit;
