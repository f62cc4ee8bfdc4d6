package io.github.logoffd.commands;

import java.util.Set;

/**
 * The switches that a command knows beside those that all know.
 *
 * @param flags those that stand alone, such as {@code /V}
 * @param values those with a value after a colon, such as {@code /EXPECT}
 * @param endsInText whether everything from the second word on is text, whatever it looks like
 */
record Switches(Set<String> flags, Set<String> values, boolean endsInText) {

    static final String HELP = "/?";
    static final String JSON = "/JSON";
    static final String SERVER = "/SERVER";
    static final String SIMULATE = "--simulate";
}
