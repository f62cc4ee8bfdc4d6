package io.github.logoffd.audit.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chain of lines: the last two fields of a line are its number and the SHA-256 of the line before. Text in a line
 * cannot forge them, since quotes are escaped there. Stateless.
 */
final class Chain {

    static final String SEQUENCE = "sequence";
    static final String PREVIOUS = "previous";

    /** What the first line of a chain has in place of a hash. */
    static final String BEGINNING = "0".repeat(64);

    private static final Pattern END =
            Pattern.compile(",\"" + SEQUENCE + "\":(\\d{1,18}),\"" + PREVIOUS + "\":\"([0-9a-f]{64})\"}$");

    /** The end of a line that has it is at most this long. */
    private static final int LONGEST_END = 128;

    private Chain() {}

    /**
     * Place of a line in its chain.
     *
     * @param sequence its number
     * @param previous the hash of the line before
     */
    record Link(long sequence, String previous) {}

    /** Returns the hash of a line, given without its line feed. */
    static String hash(byte[] line) {
        MessageDigest digest = digest();
        digest.update(line);
        return hash(digest);
    }

    /** Returns the hash of the bytes that a digest was given. */
    static String hash(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Returns the place of a line; empty for a line of an earlier version, half a line or foreign bytes. */
    static Optional<Link> link(byte[] line) {
        int start = Math.max(0, line.length - LONGEST_END);
        Matcher matcher = END.matcher(new String(line, start, line.length - start, StandardCharsets.ISO_8859_1));
        return matcher.find()
                ? Optional.of(new Link(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** Returns the number of a line, if it has one. */
    static OptionalLong sequence(byte[] line) {
        return link(line).map(found -> OptionalLong.of(found.sequence())).orElseGet(OptionalLong::empty);
    }
}
