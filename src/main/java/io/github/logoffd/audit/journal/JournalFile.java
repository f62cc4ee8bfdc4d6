package io.github.logoffd.audit.journal;

import java.nio.file.Path;

/**
 * File of the journal. Immutable.
 *
 * @param kind the kind of its lines
 * @param path its name now: the current file is renamed when it is archived
 * @param current whether lines are appended to it; an archived file never changes
 */
public record JournalFile(JournalKind kind, Path path, boolean current) {}
