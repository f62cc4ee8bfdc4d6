package io.github.logoffd.audit.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * Identity of a file of the journal, whatever its name: the digest of the beginning of its first line, which has its
 * time and its number. Stateless.
 */
final class FileIdentity {

    private static final int MOST_BYTES = 1024;

    private FileIdentity() {}

    /**
     * Returns the identity of an open file, empty while its first line is not complete.
     *
     * @param ended whether the file has ended
     */
    static OptionalLong of(FileChannel file, boolean ended) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MOST_BYTES);
        while (start.hasRemaining() && file.read(start, start.position()) > 0) {}
        start.flip();
        for (int i = 0; i < start.limit(); i++) {
            if (start.get(i) == '\n') {
                return OptionalLong.of(digest(start.limit(i + 1)));
            }
        }
        boolean known = start.limit() == MOST_BYTES || (ended && start.hasRemaining());
        return known ? OptionalLong.of(digest(start)) : OptionalLong.empty();
    }

    static OptionalLong of(Path path, boolean ended) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return of(file, ended);
        }
    }

    private static long digest(ByteBuffer bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes);
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256.", e);
        }
    }
}
