package io.github.logoffd.audit.journal;

import java.time.Instant;
import java.util.Map;

/**
 * Lines of one kind that could not be written: a count in place of each. Immutable.
 *
 * @param count how many
 * @param first when the first of them was due
 * @param last when the last of them was due
 */
record Unwritten(long count, Instant first, Instant last) {

    static final Unwritten NONE = new Unwritten(0, Instant.MAX, Instant.MIN);

    Unwritten and(long more, Instant now) {
        return new Unwritten(count + more, count == 0 ? now : first, now);
    }

    boolean isNone() {
        return count == 0;
    }

    Map<String, Object> fields(Instant now) {
        Map<String, Object> fields = Lines.of(now, "SUMMED");
        fields.put("count", count);
        fields.put("first", first.toString());
        fields.put("last", last.toString());
        fields.put("message", count + " lines of this kind could not be written.");
        return fields;
    }
}
