package io.github.logoffd.audit.journal;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads the last lines of a sequence of files of any size. Stateless. */
final class LastLines {

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
            try (FileInputStream in = new FileInputStream(file.toFile());
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                if (start > 0) {
                    in.skipNBytes(start - 1);
                    String unused = lines.readLine();
                }
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reader.accept(line);
                }
            }
        }
    }
}
