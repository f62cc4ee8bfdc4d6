package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.VisibleText;

/** The words that the Windows commands have for things. */
final class Words {

    private static final int LONGEST_STATION = 16;
    private static final int KEPT_OF_STATION = 13;
    private static final int LONGEST_USER = 20;

    private Words() {}

    static String state(SessionState state) {
        return switch (state) {
            case ACTIVE -> "Active";
            case CONNECTED -> "Conn";
            case CONNECT_QUERY -> "ConnQ";
            case SHADOW -> "Shadow";
            case DISCONNECTED -> "Disc";
            case IDLE -> "Idle";
            case LISTEN -> "Listen";
            case RESET -> "Reset";
            case DOWN -> "Down";
            case INIT -> "Init";
            case UNKNOWN -> "Unknown";
        };
    }

    /** Returns the name of a session as it fits into its column. */
    static String station(Session session) {
        String name = word(session.row().name());
        return name.codePointCount(0, name.length()) <= LONGEST_STATION ? name : cut(name, KEPT_OF_STATION) + "...";
    }

    /** Returns the user as Windows shows it, which knows 20 characters of a name. */
    static String user(Session session) {
        return cut(word(session.row().user()), LONGEST_USER);
    }

    /**
     * Recipes take the third word of a line for the id. A blank inside a name would make another word the third, which
     * could be the id of another user.
     */
    private static String word(String name) {
        StringBuilder word = new StringBuilder(name.length());
        plain(name)
                .codePoints()
                .map(codePoint -> Character.getType(codePoint) == Character.SPACE_SEPARATOR ? '_' : codePoint)
                .forEach(word::appendCodePoint);
        return word.toString();
    }

    /** Returns the text with a question mark for each character that could spoil a line. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> VisibleText.isHidden(codePoint) ? '?' : codePoint)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
