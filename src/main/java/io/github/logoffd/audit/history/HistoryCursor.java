package io.github.logoffd.audit.history;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/** Text form of the place where a page has ended, for the next one. Stateless. */
final class HistoryCursor {

    private static final int BYTES = 2 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;

    private HistoryCursor() {}

    /** Returns the cursor of the lines before a place. */
    static String of(Place end, HistoryQuery query, int build) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putInt(build)
                .putInt(query.fingerprint())
                .putLong(end.time())
                .putInt(end.file())
                .putLong(end.offset());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Returns the place that the lines of a page are before.
     *
     * @throws IllegalArgumentException when the cursor is not one of this query and this index
     */
    static Place end(HistoryQuery query, int build) {
        if (query.cursor().isEmpty()) {
            return query.to().map(end -> Place.before(ceiling(end))).orElse(Place.END);
        }
        ByteBuffer bytes = bytes(query.cursor());
        if (bytes.getInt() != build) {
            throw problem(query.cursor(), "is of an index that was made anew since");
        }
        if (bytes.getInt() != query.fingerprint()) {
            throw problem(query.cursor(), "is of another query");
        }
        return new Place(bytes.getLong(), bytes.getInt(), bytes.getLong(), 0);
    }

    /** Lines may have more digits than the index. */
    private static long ceiling(Instant time) {
        return GivenTime.micros(time) + 1;
    }

    private static ByteBuffer bytes(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException e) {
            // As one of another length.
        }
        throw problem(cursor, "is not one that this service gave");
    }

    private static IllegalArgumentException problem(String cursor, String why) {
        return new IllegalArgumentException("cursor is \"" + cursor + "\", which " + why
                + ". Give the value of next with the parameters that gave it, or no cursor for the newest lines.");
    }
}
