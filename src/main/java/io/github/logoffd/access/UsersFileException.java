package io.github.logoffd.access;

import io.github.logoffd.text.VisibleText;
import java.nio.file.Path;
import java.util.List;

/** The users file has problems; the message lists all of them, one a line, and quotes no hash. */
public final class UsersFileException extends Exception {

    private static final long serialVersionUID = 1L;

    UsersFileException(Path file, List<String> problems) {
        this(file, problems, null);
    }

    UsersFileException(Path file, List<String> problems, Throwable cause) {
        super(message(file, problems), cause);
    }

    private static String message(Path file, List<String> problems) {
        return "The users file " + file + " has " + problems.size()
                + (problems.size() == 1 ? " problem:" : " problems:")
                + String.join(
                        "",
                        problems.stream()
                                .map(problem -> System.lineSeparator() + "  " + VisibleText.of(problem))
                                .toList());
    }
}
