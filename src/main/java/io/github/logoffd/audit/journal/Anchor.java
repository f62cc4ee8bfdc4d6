package io.github.logoffd.audit.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Newest hash of a kind, stored where who changes the files cannot change it. Immutable.
 *
 * @param kind the kind
 * @param sequence the number of the line
 * @param hash the hash of that line
 * @param time when it was stored
 */
public record Anchor(JournalKind kind, long sequence, String hash, Instant time) {

    private static final Pattern TEXT = Pattern.compile(
            "logoffd-anchor (acts|sessions|denials|service) (\\d{1,18}) ([0-9a-f]{64}) (\\d{4}-[0-9T:.-]{1,40}Z)");

    /** Returns the text that {@link #find} recognizes in any other text. */
    public String text() {
        return "logoffd-anchor " + kind.text() + ' ' + sequence + ' ' + hash + ' ' + time;
    }

    /** Returns the anchor in a line of text, such as of an exported event log. */
    static Optional<Anchor> find(String line) {
        Matcher matcher = TEXT.matcher(line);
        return matcher.find()
                ? Optional.of(new Anchor(
                        JournalKind.named(matcher.group(1)).orElseThrow(),
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3),
                        Instant.parse(matcher.group(4))))
                : Optional.empty();
    }
}
