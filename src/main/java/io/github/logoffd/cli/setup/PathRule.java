package io.github.logoffd.cli.setup;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The paths that procrun and the JVM can use: no separators, quotes and variables of procrun, and only letters of the
 * code page in which the JVM gets its options.
 */
final class PathRule {

    private static final String NOT_FOR_PROCRUN = "#;'%\"";

    private final Charset codePage;

    PathRule(Charset codePage) {
        this.codePage = codePage;
    }

    /** Returns the rule for the code page of this machine. */
    static PathRule ofThisMachine() {
        return new PathRule(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /**
     * Checks a folder.
     *
     * @throws SetupException when it cannot be used; the message says which character is the reason
     */
    void check(Path folder) throws SetupException {
        String text = folder.toString();
        if (folder.getNameCount() == 0) {
            throw new SetupException("\"" + text + "\" is the root of a drive; use a separate folder.");
        }
        Optional<Character> wrong = text.chars()
                .mapToObj(c -> (char) c)
                .filter(c -> NOT_FOR_PROCRUN.indexOf(c) >= 0)
                .findFirst();
        if (wrong.isPresent()) {
            throw new SetupException("the path \"" + text + "\" contains " + wrong.get()
                    + ", which procrun interprets; use a path without #, ;, ' and %.");
        }
        if (!codePage.newEncoder().canEncode(text)) {
            throw new SetupException("the path \"" + text + "\" contains letters outside the code page " + codePage
                    + " of this Windows; use a path without them.");
        }
    }
}
