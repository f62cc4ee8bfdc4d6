package io.github.logoffd.testing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a {@link io.github.logoffd.support.ProblemsException}, of which a long list is cut. */
public final class ProblemLines {

    private static final Pattern OTHERS = Pattern.compile("  and (\\d+) others?");

    private ProblemLines() {}

    /** Returns how many problems there are, of all lines of the message. */
    public static int count(List<String> lines) {
        Matcher others = OTHERS.matcher(lines.get(lines.size() - 1));
        return others.matches() ? lines.size() - 2 + Integer.parseInt(others.group(1)) : lines.size() - 1;
    }

    /** Returns whether a line only says how many others there are. */
    public static boolean isNumberOfOthers(String line) {
        return OTHERS.matcher(line).matches();
    }
}
