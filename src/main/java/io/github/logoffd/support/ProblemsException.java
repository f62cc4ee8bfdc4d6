package io.github.logoffd.support;

import io.github.logoffd.support.text.VisibleText;
import java.util.List;

/**
 * List of the problems of one subject; the message has the first {@value #MOST_SHOWN} of them, one on each line, and
 * quotes no secret.
 */
public final class ProblemsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** More would not be read: a damaged file can have one in each line. */
    private static final int MOST_SHOWN = 10;

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
                                .limit(MOST_SHOWN)
                                .map(problem -> System.lineSeparator() + "  " + VisibleText.of(problem))
                                .toList())
                + others(problems.size() - MOST_SHOWN);
    }

    private static String others(int number) {
        return number > 0 ? System.lineSeparator() + "  and " + number + (number == 1 ? " other" : " others") : "";
    }
}
