package io.github.logoffd.control.rules;

import io.github.logoffd.session.Names;
import java.util.regex.Pattern;

/**
 * A name in which {@code *} stands for any characters and {@code ?} for any one of them; the rest is compared as
 * {@link Names} are. Immutable.
 *
 * @param text the pattern as written
 */
public record NamePattern(String text) {

    /** A Windows user name; a pattern with other characters would never match. */
    private static final String NAME = "[^\\\\/\\[\\]:;|=+,<>\"]{1,256}";

    private static final Pattern ACCOUNT = Pattern.compile("(" + NAME + "\\\\)?" + NAME);

    /** Returns whether an account can match this text: a user, or a domain, a backslash and a user. */
    public static boolean canBeAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /**
     * Returns whether the whole name matches. Every read of the beans calls this for every session, so it takes no more
     * time than the product of both lengths, whatever the pattern: when the characters after a star do not match, the
     * star consumes one more.
     */
    public boolean matches(String name) {
        int[] pattern = Names.folded(text).codePoints().toArray();
        int[] characters = Names.folded(name).codePoints().toArray();
        int at = 0;
        int afterStar = -1;
        int starEnds = 0;
        int i = 0;
        while (i < characters.length) {
            if (at < pattern.length && pattern[at] == '*') {
                at++;
                afterStar = at;
                starEnds = i;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == characters[i])) {
                at++;
                i++;
            } else if (afterStar >= 0) {
                at = afterStar;
                starEnds++;
                i = starEnds;
            } else {
                return false;
            }
        }
        return text.codePoints().skip(at).allMatch(character -> character == '*');
    }
}
