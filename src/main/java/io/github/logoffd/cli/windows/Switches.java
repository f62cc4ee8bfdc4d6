package io.github.logoffd.cli.windows;

import java.util.Locale;
import java.util.Set;

/**
 * The switches that a command knows beside those that all know.
 *
 * @param flags those that stand alone, such as {@code /V}
 * @param values those with a value after a colon, such as {@code /EXPECT}
 * @param options those with two dashes and a value, such as {@code --user}, which Windows does not have
 * @param endsInText whether everything from the second word on is text
 */
record Switches(Set<String> flags, Set<String> values, Set<String> options, boolean endsInText) {

    static final String HELP = "/?";
    static final String JSON = "/JSON";
    static final String SERVER = "/SERVER";
    static final String EXPECT = "/EXPECT";
    static final String WHAT_IF = "/WHATIF";
    static final String NO_WAIT = "/NOWAIT";
    static final String REASON = "/REASON";
    static final String REASON_OPTION = "--reason";
    static final String SIMULATE = "--simulate";

    /** Behind these everything is text, whatever it looks like. */
    static final String TEXT_BEGINS = "--";

    /** Those with a slash that Windows does not have, of all commands. */
    private static final Set<String> ADDED = Set.of(JSON, EXPECT, WHAT_IF, NO_WAIT, REASON);

    /** Creates switches without options. */
    Switches(Set<String> flags, Set<String> values, boolean endsInText) {
        this(flags, values, Set.of(), endsInText);
    }

    /** Tells whether a word looks like an option that Windows does not have, of this or another command. */
    static boolean isAdded(String word) {
        boolean hasDashes = word.startsWith("--") && word.length() > 2 && Character.isLetter(word.charAt(2));
        return hasDashes || ADDED.contains(nameOf(word));
    }

    private static String nameOf(String option) {
        int end = 0;
        while (end < option.length() && ":=".indexOf(option.charAt(end)) < 0) {
            end++;
        }
        return option.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
