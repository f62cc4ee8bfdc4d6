package io.github.logoffd.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;

/** The lines of the audit file and of those that were put aside. */
final class AuditFiles {

    /** How large one may become: as small as possible, so that files are put aside here. */
    static final long MOST_BYTES = 65_536;

    private final Path folder;

    AuditFiles(Path folder) {
        this.folder = folder;
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("audit.*\\.jsonl"))
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
