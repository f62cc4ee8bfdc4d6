package io.github.logoffd.session;

/**
 * Comparison of names (users, domains, sessions, hosts) as Windows compares them: UTF-16 character by character, each
 * by its upper case, without a locale. A character whose upper case is that of another letter ({@code ſ}, {@code ı},
 * the Kelvin sign) is not folded, so that it never stands for {@code s}, {@code i} or {@code k}: Windows has separate
 * accounts for such names.
 */
public final class Names {

    private Names() {}

    /** Returns whether Windows treats both as the same name. */
    public static boolean same(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (folded(a.charAt(i)) != folded(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name in upper case, which is equal for all spellings that are the {@linkplain #same same} name. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, folded(name.charAt(i)));
        }
        return folded.toString();
    }

    private static char folded(char character) {
        char upper = Character.toUpperCase(character);
        return Character.toLowerCase(upper) == character ? upper : character;
    }
}
