package io.github.logoffd.windows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what the stand-in appends to {@code calls.txt}, from where it stands now. Not thread-safe. */
final class CallsFile {

    private final Path file;
    private long position;

    CallsFile(Path standInFolder) {
        file = standInFolder.resolve("calls.txt");
        position = file.toFile().length();
    }

    /** Returns the calls that were not returned before; a line that is not complete yet is left for the next time. */
    List<StandInCall> next() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile calls = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(calls.length() - position)];
            calls.seek(position);
            calls.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String complete = text.substring(0, text.lastIndexOf('\n') + 1);
            position += complete.getBytes(StandardCharsets.UTF_8).length;
            return complete.lines().map(StandInCall::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
