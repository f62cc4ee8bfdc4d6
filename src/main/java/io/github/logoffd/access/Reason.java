package io.github.logoffd.access;

import io.github.logoffd.support.text.VisibleText;

/** Rule for the reason that a caller gives for a request, which is written to the audit trail. Stateless. */
public final class Reason {

    private static final int LONGEST = 1024;

    private Reason() {}

    /**
     * Returns the reason unchanged; {@code ""} is none.
     *
     * @param name where it was given
     * @throws IllegalArgumentException when it is blank or too long
     */
    public static String checked(String name, String text) {
        if (!text.isEmpty() && VisibleText.isBlank(text)) {
            throw new IllegalArgumentException(name + " is blank. Give a reason, or leave it out.");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " has " + text.length() + " characters. Allowed: at most " + LONGEST + '.');
        }
        return text;
    }
}
