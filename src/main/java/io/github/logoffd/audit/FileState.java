package io.github.logoffd.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How a file is that lines are appended to, so that a change by another program shows.
 *
 * @param key the identity of the file; the same for all on Windows, where a file that is open is not removed
 * @param size in bytes
 * @param endsInHalfLine whether its last line has no end
 */
record FileState(String key, long size, boolean endsInHalfLine) {

    /** Looks at a file that is there. */
    static FileState of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long size = file.length();
            if (size > 0) {
                file.seek(size - 1);
            }
            return new FileState(key(attributes(path)), size, size > 0 && file.read() != '\n');
        }
    }

    /** Returns the state after so many bytes more, which end a line. */
    FileState plus(long bytes) {
        return new FileState(key, size + bytes, false);
    }

    /** Tells whether this is how the file of that name is by its entry in the folder, which may be some moments behind. */
    boolean isStillAt(Path path) {
        try {
            BasicFileAttributes now = attributes(path);
            return now.isRegularFile() && key(now).equals(key) && now.size() == size;
        } catch (IOException e) {
            // Opening the file says why, in words.
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
