package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalFile;

/**
 * A file of the journal that has a first line.
 *
 * @param identity what stays the same when it is renamed
 * @param file its kind and its name now
 * @param size its size in bytes
 */
record LocatedFile(long identity, JournalFile file, long size) {}
