package io.github.logoffd.support;

import io.github.logoffd.support.text.VisibleText;
import java.util.List;

/** List of the problems of one subject; the message has all of them, one on each line, and quotes no secret. */
public final class ProblemsException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception for these problems.
     *
     * @param subject the subject, at the beginning of a sentence
     * @param problems one sentence each
     */
    public ProblemsException(String subject, List<String> problems) {
        super(message(subject, problems));
    }

    /** Creates the exception with a cause. */
    public ProblemsException(String subject, List<String> problems, Throwable cause) {
        super(message(subject, problems), cause);
    }

    private static String message(String subject, List<String> problems) {
        return subject + " has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:")
                + String.join(
                        "",
                        problems.stream()
                                .map(problem -> System.lineSeparator() + "  " + VisibleText.of(problem))
                                .toList());
    }
}
