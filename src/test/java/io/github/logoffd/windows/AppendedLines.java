package io.github.logoffd.windows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what another program appends to a file, from where the file ends now. Not thread-safe. */
final class AppendedLines {

    private final Path file;
    private long position;

    AppendedLines(Path file) {
        this.file = file;
        position = file.toFile().length();
    }

    /** Returns the lines that were not returned before; one that is not complete yet is left for the next time. */
    List<String> next() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(content.length() - position)];
            content.seek(position);
            content.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String complete = text.substring(0, text.lastIndexOf('\n') + 1);
            position += complete.getBytes(StandardCharsets.UTF_8).length;
            return complete.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
