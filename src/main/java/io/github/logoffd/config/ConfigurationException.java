package io.github.logoffd.config;

import io.github.logoffd.files.RefusedFileException;
import io.github.logoffd.text.VisibleText;
import java.util.List;

/** The configuration has problems; the message lists all of them, one a line. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    ConfigurationException(String source, List<String> problems) {
        super(message(source, problems));
    }

    /** The file cannot be read at all, or may not be used whatever is in it. */
    ConfigurationException(String source, RefusedFileException cause) {
        super(message(source, List.of(cause.getMessage())), cause);
    }

    private static String message(String source, List<String> problems) {
        return "The configuration " + source + " has " + problems.size()
                + (problems.size() == 1 ? " problem:" : " problems:")
                + String.join(
                        "",
                        problems.stream()
                                .map(problem -> System.lineSeparator() + "  " + VisibleText.of(problem))
                                .toList());
    }
}
