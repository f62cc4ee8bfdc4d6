/**
 * Queries of the journal: an index of its lines, the lines that match a query, and the story of one session. The lines
 * are the truth; the index only knows where they are. Thread-safe.
 */
package io.github.logoffd.audit.history;
