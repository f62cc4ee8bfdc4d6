package io.github.logoffd.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last lines of text files. Stateless. */
final class Tail {

    private static final int MOST_BYTES = 512 * 1024;

    private Tail() {}

    /** Returns the last whole lines of a file, which may be in use. */
    static List<String> of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long start = Math.max(0, channel.size() - MOST_BYTES);
            channel.position(start);
            InputStream in = Channels.newInputStream(channel);
            List<String> lines = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return start == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        }
    }

    /** Returns the newest of the files whose name matches; by the name, which has a date. */
    static Optional<Path> newest(Path folder, String glob) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .reduce((earlier, later) -> later);
        }
    }
}
