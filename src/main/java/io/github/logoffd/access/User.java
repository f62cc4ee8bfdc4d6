package io.github.logoffd.access;

import java.util.regex.Pattern;

/**
 * An account that may send requests.
 *
 * @param name 1 to 64 ASCII letters, digits and {@code . _ - @ \}; case-sensitive
 * @param role what the user may do
 */
public record User(String name, Role role) {

    /** The rule for user names, in words, for messages. */
    public static final String NAME_RULE = "1 to 64 letters from A to Z, digits and . _ - @ \\";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@\\\\-]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it cannot be a name
     */
    public User {
        if (!isName(name)) {
            throw new IllegalArgumentException("The user name is invalid. Allowed: " + NAME_RULE + '.');
        }
    }

    /** Returns whether a string is a valid user name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
