package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the last lines of a sequence of files of any size. Stateless. */
final class LastLines {

    /** In place of a line that is longer than any of the journal; it is no such line either. */
    private static final String TOO_LONG = "too long";

    private LastLines() {}

    /**
     * Passes whole lines to the consumer, oldest first. Returns whether these were all lines of all files.
     *
     * @param newestFirst the files
     * @param mostBytes the limit of bytes to read, from the newest files
     */
    static boolean read(List<Path> newestFirst, long mostBytes, Consumer<String> reader) throws IOException {
        Deque<Part> parts = new ArrayDeque<>();
        long room = mostBytes;
        for (Path file : newestFirst) {
            if (room > 0) {
                long size = Files.size(file);
                parts.addFirst(new Part(file, Math.max(0, size - room)));
                room -= size;
            }
        }
        for (Part part : parts) {
            part.read(reader);
        }
        return room >= 0;
    }

    /** The tail of a file; a line that begins before {@code start} is omitted. */
    private record Part(Path file, long start) {

        void read(Consumer<String> reader) throws IOException {
            try (LineReader lines = LineReader.at(file, Math.max(0, start - 1))) {
                if (start > 0) {
                    Optional<StoredLine> unused = lines.next();
                }
                for (Optional<StoredLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    reader.accept(text(line.get()));
                }
            }
        }

        private static String text(StoredLine line) {
            return line.isTooLong() ? TOO_LONG : new String(line.bytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
