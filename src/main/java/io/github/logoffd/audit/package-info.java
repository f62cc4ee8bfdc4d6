/** Storage of the audit trail: a file of JSON lines and the Windows event log. Thread-safe. */
package io.github.logoffd.audit;
