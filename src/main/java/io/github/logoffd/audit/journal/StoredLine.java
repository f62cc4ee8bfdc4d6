package io.github.logoffd.audit.journal;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of a file as the bytes that it is, without its line feed. Of a line that is longer than any of the journal
 * only the length and the hash are kept, so that a foreign one costs no memory. Immutable.
 */
final class StoredLine {

    /** The longest line that is kept; those of the journal are shorter. */
    static final int LONGEST = 256 * 1024;

    private final byte[] bytes;
    private final long length;
    private final Optional<String> hash;

    private StoredLine(byte[] bytes, long length, Optional<String> hash) {
        this.bytes = bytes;
        this.length = length;
        this.hash = hash;
    }

    /** Returns its bytes; none when it is too long. */
    byte[] bytes() {
        return bytes;
    }

    boolean isTooLong() {
        return hash.isPresent();
    }

    long length() {
        return length;
    }

    String hash() {
        return hash.orElseGet(() -> Chain.hash(bytes));
    }

    /** Returns its number, if it has one. */
    OptionalLong sequence() {
        return Chain.sequence(bytes);
    }

    /** Collects a line from parts. Not thread-safe. */
    static final class Collector {

        private static final int USUAL_LENGTH = 1024;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        private Optional<MessageDigest> digest = Optional.empty();
        private long length;

        void add(byte[] part, int start, int count) {
            length += count;
            if (length > LONGEST && digest.isEmpty()) {
                digest = Optional.of(Chain.digest());
                digest.get().update(bytes.toByteArray());
                bytes.reset();
            }
            if (digest.isPresent()) {
                digest.get().update(part, start, count);
            } else {
                bytes.write(part, start, count);
            }
        }

        boolean isEmpty() {
            return length == 0;
        }

        StoredLine line() {
            return new StoredLine(bytes.toByteArray(), length, digest.map(Chain::hash));
        }
    }
}
