package io.github.logoffd.audit.journal;

import io.github.logoffd.access.ProtectedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Journals in folders of tests. */
public final class JournalFixture {

    /** Files of their creator's only, where the file system knows that. */
    public static final ProtectedFiles FILES = new ProtectedFiles(List.of());

    private JournalFixture() {}

    /** Opens a journal with a lot of space and no end of time. */
    public static Journal open(Path auditFile, InstantSource clock) throws IOException {
        return open(auditFile, clock, anchors -> {});
    }

    /** Opens a journal that stores its anchors. */
    public static Journal open(Path auditFile, InstantSource clock, Consumer<List<Anchor>> anchors) throws IOException {
        return open(auditFile, clock, new Retention(Duration.ZERO, 1L << 34), anchors);
    }

    /** Opens a journal whose kinds all have this much space and time. */
    static Journal open(Path auditFile, InstantSource clock, Retention each, Consumer<List<Anchor>> anchors)
            throws IOException {
        return new Journal.Setup(JournalFiles.beside(auditFile), FILES, all(each), clock, anchors).open();
    }

    /** Writes what is written before a file is deleted. */
    public static void writeExpiry(Journal journal) throws IOException {
        Path sessions = journal.files().current(JournalKind.SESSIONS);
        journal.answer(List.of(Expired.of(JournalKind.SESSIONS, sessions).fields(Instant.EPOCH)));
    }

    static Map<JournalKind, Retention> all(Retention each) {
        return Arrays.stream(JournalKind.values()).collect(Collectors.toMap(kind -> kind, kind -> each));
    }
}
