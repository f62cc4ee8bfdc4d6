package io.github.logoffd.cli.windows;

/** A line with fixed columns, which begin at 0. A character is one column wide, whatever its code has. */
final class TableLine {

    private final StringBuilder text = new StringBuilder();

    /** Puts text where a column begins, nothing for none. What comes before must have ended there. */
    TableLine left(int column, String value) {
        return value.isEmpty() ? this : padTo(column).append(value);
    }

    /** Puts text where a column ends. What comes before and reaches too far is cut, so that one blank stays between. */
    TableLine right(int lastColumn, String value) {
        int start = lastColumn + 1 - value.length();
        if (width() >= start) {
            text.setLength(text.offsetByCodePoints(0, start - 1));
        }
        return padTo(start).append(value);
    }

    private TableLine append(String value) {
        text.append(value);
        return this;
    }

    private TableLine padTo(int column) {
        while (width() < column) {
            text.append(' ');
        }
        return this;
    }

    private int width() {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
