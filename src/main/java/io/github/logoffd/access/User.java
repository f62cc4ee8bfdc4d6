package io.github.logoffd.access;

import java.util.regex.Pattern;

/**
 * Somebody who may ask.
 *
 * @param name 1 to 64 ASCII letters, digits and {@code . _ - @ \}; the case counts
 * @param role what the user may do
 */
public record User(String name, Role role) {

    /** What a name has to be, in words, for messages. */
    public static final String NAME_RULE = "1 to 64 letters from A to Z, digits and . _ - @ \\";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@\\\\-]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it cannot be a name
     */
    public User {
        if (!isName(name)) {
            throw new IllegalArgumentException("The name cannot be used; expected are " + NAME_RULE + '.');
        }
    }

    /** Tells whether a text can be the name of a user. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
