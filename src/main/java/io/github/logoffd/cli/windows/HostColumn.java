package io.github.logoffd.cli.windows;

import java.util.List;

/**
 * The column with the host in front of a table that has the sessions of several hosts. With one host there is no such
 * column, and the table is that of Windows.
 *
 * @param width of the column, 0 without one
 */
record HostColumn(int width) {

    private static final String HEAD = "HOST";

    /** Returns the column for the sessions of these hosts. */
    static HostColumn of(List<CommandTarget> targets) {
        return targets.size() == 1 ? new HostColumn(0) : ofEach(targets);
    }

    /** Returns the column for these hosts, for one too. */
    static HostColumn ofEach(List<CommandTarget> targets) {
        int longest = targets.stream()
                .mapToInt(target -> target.host().length())
                .max()
                .orElse(0);
        return new HostColumn(Math.max(HEAD.length(), longest));
    }

    /** Returns the head of the table. */
    String head(String head) {
        return line(HEAD, head);
    }

    /** Returns a line of the table. */
    String line(String host, String line) {
        return width == 0
                ? line
                : new TableLine().left(0, Words.plain(host)).left(width, line).toString();
    }
}
