package io.github.logoffd.cli.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A threshold as all plugins take it: {@code 10} alerts below 0 and above 10, {@code 10:} below 10, {@code ~:10} above
 * 10, {@code 10:20} outside of both, and {@code @10:20} from 10 to 20.
 *
 * @param text as it was given
 * @param start the lowest number, perhaps infinite
 * @param end the highest number, perhaps infinite
 * @param inside whether the numbers between them alert, and not those outside
 */
record Range(String text, double start, double end, boolean inside) {

    static final String EXPECTED = "10, 10:, ~:10, 10:20 or @10:20";

    private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,9})?";
    private static final Pattern FORM = Pattern.compile("(@?)(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?");

    /** Returns the range, empty when the text is none. */
    static Optional<Range> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || (matcher.group(2) == null && matcher.group(4) == null)) {
            return Optional.empty();
        }
        double start = start(Optional.ofNullable(matcher.group(2)));
        double end =
                Optional.ofNullable(matcher.group(4)).map(Double::parseDouble).orElse(Double.POSITIVE_INFINITY);
        return start > end
                ? Optional.empty()
                : Optional.of(new Range(text, start, end, !matcher.group(1).isEmpty()));
    }

    private static double start(Optional<String> text) {
        return text.map(number -> number.equals("~") ? Double.NEGATIVE_INFINITY : Double.parseDouble(number))
                .orElse(0.0);
    }

    boolean alerts(long value) {
        return inside == (value >= start && value <= end);
    }

    /** Tells whether every number that alerts here alerts there too, while there are others there. */
    boolean isNarrowerThan(Range other) {
        return isWithin(other) && !other.isWithin(this);
    }

    private boolean isWithin(Range other) {
        if (inside && other.inside) {
            return start >= other.start && end <= other.end;
        }
        if (!inside && !other.inside) {
            return start <= other.start && end >= other.end;
        }
        return inside ? end < other.start || start > other.end : isNever() || other.isAlways();
    }

    private boolean isNever() {
        return !inside && isEverything();
    }

    private boolean isAlways() {
        return inside && isEverything();
    }

    private boolean isEverything() {
        return start == Double.NEGATIVE_INFINITY && end == Double.POSITIVE_INFINITY;
    }
}
