package io.github.logoffd.attack;

import io.github.logoffd.audit.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;

/** The lines of the journal, also of files that were put aside. */
final class AuditFiles {

    /** How large a file of denials may become: a small one, so that files are put aside here. */
    static final long MOST_BYTES_OF_DENIALS = 65_536;

    private final Path folder;

    AuditFiles(Path folder) {
        this.folder = folder;
    }

    JournalFiles names() {
        return JournalFiles.beside(folder.resolve("audit.jsonl"));
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(audit|sessions|denials|service).*\\.jsonl"))
                    .toList();
        }
    }

    List<JSONObject> lines(String phase) throws IOException {
        List<JSONObject> lines = new ArrayList<>();
        for (Path file : files()) {
            Files.readAllLines(file).stream()
                    .map(Attacked::object)
                    .filter(line -> line.get("phase").equals(phase))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Returns how many requests were denied, including those that share a line. */
    long denied(Predicate<JSONObject> which) throws IOException {
        return lines("DENIED").stream()
                .filter(which)
                .mapToLong(line -> ((Number) line.get("count")).longValue())
                .sum();
    }
}
