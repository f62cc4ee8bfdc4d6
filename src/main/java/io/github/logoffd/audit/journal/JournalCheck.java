package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Check of a journal: reads every line of every kind, and finds what was changed, removed, moved or exchanged since the
 * newest anchor. Works beside a running service. Not thread-safe; for one check.
 */
public final class JournalCheck {

    private static final int MOST_FINDINGS = 20;

    private final JournalFiles names;
    private final Collection<Anchor> anchors;
    private final List<String> findings = new ArrayList<>();

    /** By kind, the hashes of the last lines of files that have expired, and the numbers of these lines. */
    private final Map<JournalKind, Map<String, Long>> expired = new EnumMap<>(JournalKind.class);

    /** Expiries that no anchor confirms yet: who can write the files can have added them, and removed the lines. */
    private final List<Expired> unconfirmed = new ArrayList<>();

    private long lines;
    private long earlierLines;
    private long bytes;
    private Optional<Instant> confirmed = Optional.empty();

    private JournalCheck(JournalFiles names, Collection<Anchor> anchors) {
        this.names = names;
        this.anchors = anchors;
    }

    /**
     * Checks a journal.
     *
     * @param anchors the newest hashes that were stored elsewhere; those of lines that have expired are ignored
     * @throws IOException when a file cannot be read
     */
    public static Verdict of(JournalFiles names, Collection<Anchor> anchors) throws IOException {
        JournalCheck check = new JournalCheck(names, anchors);
        check.readExpired();
        for (JournalKind kind : JournalKind.values()) {
            check.read(kind);
        }
        return new Verdict(check.findings, check.lines, check.earlierLines, check.bytes, check.confirmed);
    }

    private void found(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /** The acts come first: they say which files of all kinds have expired. */
    private void readExpired() throws IOException {
        Map<Long, String> anchored = new HashMap<>();
        anchors.stream()
                .filter(anchor -> anchor.kind() == JournalKind.ACTS)
                .forEach(anchor -> anchored.put(anchor.sequence(), anchor.hash()));
        for (JournalFile file : names.of(JournalKind.ACTS)) {
            try (LineReader reader = LineReader.of(file.path())) {
                for (Optional<StoredLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                    Expired.parse(line.get().bytes()).ifPresent(unconfirmed::add);
                    if (isAnchored(line.get(), anchored)) {
                        confirmExpired();
                    }
                }
            }
        }
        if (anchors.isEmpty()) {
            confirmExpired();
        }
    }

    private static boolean isAnchored(StoredLine line, Map<Long, String> anchored) {
        OptionalLong number = line.sequence();
        return number.isPresent()
                && anchored.containsKey(number.getAsLong())
                && line.hash().equals(anchored.get(number.getAsLong()));
    }

    private void confirmExpired() {
        unconfirmed.forEach(old ->
                expired.computeIfAbsent(old.kind(), kind -> new HashMap<>()).put(old.lastHash(), old.lastSequence()));
        unconfirmed.clear();
    }

    private void read(JournalKind kind) throws IOException {
        Reading reading = new Reading(kind);
        for (JournalFile file : names.of(kind)) {
            reading.file(file);
        }
        reading.end();
    }

    /** Reading of one kind from its oldest line on. */
    private final class Reading {

        private final JournalKind kind;
        private final Map<Long, Anchor> unseen = new HashMap<>();
        private Optional<String> before = Optional.empty();
        private boolean chained;
        private long lastNumber = -1;

        /** Where a line without a place in the chain was; the next line must say that it is incomplete. */
        private Optional<String> incomplete = Optional.empty();

        Reading(JournalKind kind) {
            this.kind = kind;
            anchors.stream()
                    .filter(anchor -> anchor.kind() == kind)
                    .sorted(Comparator.comparing(Anchor::time))
                    .forEach(anchor -> unseen.put(anchor.sequence(), anchor));
        }

        void file(JournalFile file) throws IOException {
            long number = 0;
            try (LineReader reader = LineReader.of(file.path())) {
                for (Optional<StoredLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                    number++;
                    if (reader.lastWasWhole() || !file.current()) {
                        line(line.get(), place(file.path(), number));
                    }
                }
            }
        }

        private String place(Path file, long number) {
            return "line " + number + " of " + file.getFileName();
        }

        private void line(StoredLine line, String place) {
            lines++;
            bytes += line.length() + 1;
            Optional<Chain.Link> link = Chain.link(line.bytes());
            if (link.isPresent()) {
                chained(line, link.get(), place);
            } else if (chained) {
                incomplete = Optional.of(place + (line.isTooLong() ? ", with its " + line.length() + " bytes," : ""));
            } else {
                earlierLines++;
            }
            before = Optional.of(line.hash());
        }

        private void chained(StoredLine line, Chain.Link link, String place) {
            if (!follows(link.previous())) {
                found("Before " + place + ", lines were changed, removed, moved or exchanged: that line does not follow"
                        + " the one before it.");
            }
            if (incomplete.isPresent() && !isCut(line)) {
                found("The journal does not say why " + incomplete.get() + " is incomplete; it was changed.");
            }
            if (link.sequence() <= lastNumber) {
                found("The number of " + place + " is not larger than that of the line before it.");
            }
            incomplete = Optional.empty();
            lastNumber = link.sequence();
            chained = true;
            compare(line, link.sequence(), place);
        }

        private boolean follows(String previous) {
            if (before.isPresent()) {
                return before.get().equals(previous);
            }
            return previous.equals(Chain.BEGINNING)
                    || expired.getOrDefault(kind, Map.of()).containsKey(previous);
        }

        private boolean isCut(StoredLine line) {
            return JournalLine.parse(line.bytes())
                    .filter(fields -> ChainFile.CUT.equals(fields.get(Lines.PHASE)))
                    .isPresent();
        }

        private void compare(StoredLine line, long number, String place) {
            Anchor anchor = unseen.remove(number);
            if (anchor == null) {
                return;
            }
            if (anchor.hash().equals(line.hash())) {
                confirm(anchor.time());
            } else {
                found("The content of " + place + " is not what was anchored at " + anchor.time() + '.');
            }
        }

        private void confirm(Instant time) {
            if (confirmed.isEmpty() || confirmed.get().isBefore(time)) {
                confirmed = Optional.of(time);
            }
        }

        /** An anchor of a line that is not there: it has expired, or was removed. */
        void end() {
            incomplete.ifPresent(
                    place -> found("The journal does not say why " + place + " is incomplete; it was" + " changed."));
            long oldest = expired.getOrDefault(kind, Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(-1);
            unseen.values().stream()
                    .filter(anchor -> anchor.sequence() > oldest)
                    .max(Comparator.comparingLong(Anchor::sequence))
                    .ifPresent(anchor -> found("Line " + anchor.sequence() + " of the " + kind.text()
                            + ", anchored at " + anchor.time() + ", is missing"
                            + (anchor.sequence() > lastNumber
                                    ? "; the newest line there is " + lastNumber + '.'
                                    : ".")));
        }
    }

    /** Returns the anchors in a text, such as an exported event log. */
    public static List<Anchor> anchorsIn(Stream<String> text) {
        return text.flatMap(line -> Anchor.find(line).stream()).toList();
    }
}
