package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * State of an append-only file, compared to detect changes by other programs.
 *
 * @param key the identity of the file; the same for all on Windows, where a file that is open is not removed
 * @param size in bytes
 * @param endsInHalfLine whether its last line has no line end
 */
record FileState(String key, long size, boolean endsInHalfLine) {

    /** Reads the state of an existing file. */
    static FileState of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long size = file.length();
            if (size > 0) {
                file.seek(size - 1);
            }
            return new FileState(key(attributes(path)), size, size > 0 && file.read() != '\n');
        }
    }

    /** Returns the state after appending this number of bytes, which end a line. */
    FileState plus(long bytes) {
        return new FileState(key, size + bytes, false);
    }

    /** Returns whether the directory entry of that file name matches this state; the entry may lag by some moments. */
    boolean isStillAt(Path path) {
        try {
            BasicFileAttributes now = attributes(path);
            return now.isRegularFile() && key(now).equals(key) && now.size() == size;
        } catch (IOException e) {
            // Opening the file reports the reason.
            return false;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static String key(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey());
    }
}
