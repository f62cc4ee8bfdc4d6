package io.github.logoffd.commands;

import java.util.Set;
import java.util.TreeSet;

/**
 * The switches that a command knows, in upper case.
 *
 * @param flags those that stand alone, such as {@code /V}
 * @param values those with a value after a colon, such as {@code /SERVER}
 * @param endsInText whether everything from the second word on is text, whatever it looks like
 */
record Switches(Set<String> flags, Set<String> values, boolean endsInText) {

    static final String HELP = "/?";
    static final String JSON = "/JSON";
    static final String SERVER = "/SERVER";
    static final String SIMULATE = "--SIMULATE";

    /** Returns the switches of every command, and these of one. */
    static Switches of(Set<String> flags, Set<String> values, boolean endsInText) {
        Set<String> allFlags = new TreeSet<>(flags);
        allFlags.addAll(Set.of(HELP, JSON, SIMULATE));
        Set<String> allValues = new TreeSet<>(values);
        allValues.add(SERVER);
        return new Switches(allFlags, allValues, endsInText);
    }
}
