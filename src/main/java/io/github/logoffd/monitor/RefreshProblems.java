package io.github.logoffd.monitor;

import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.Win32Error;
import io.github.logoffd.support.text.ErrorText;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Problems with single sessions during one refresh. A failure that shows that the host does not answer is not collected
 * here: it ends the refresh.
 */
final class RefreshProblems {

    private int count;
    private String first = "";
    private int firstCode;

    /**
     * Runs one query; empty when it fails. A session that ended between the list and the query is not a problem: the
     * next refresh will not list it.
     */
    <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SessionApiException e) {
            if (e.reason() == Reason.HOST_UNREACHABLE) {
                throw e;
            }
            if (e.reason() != Reason.NOT_FOUND) {
                add(e);
            }
            return Optional.empty();
        }
    }

    /** Records why some values of an answer are missing, unless the host does not offer them. */
    void note(SessionApiException missing) {
        if (missing.reason() != Reason.NOT_SUPPORTED) {
            add(missing);
        }
    }

    /** Records that an id is listed twice. */
    void repeatedId(long id) {
        add(
                "Windows lists two sessions with the id " + id + ". Neither is acted on until it lists one.",
                Win32Error.ERROR_INVALID_DATA.code());
    }

    private void add(SessionApiException problem) {
        add(ErrorText.of(problem), problem.code());
    }

    private void add(String problem, int code) {
        if (count == 0) {
            first = problem;
            firstCode = code;
        }
        count++;
    }

    /** Returns the problems as one string, with an additional sentence unless that is {@code ""}. */
    String textWith(String more) {
        String text = count < 2 ? first : first + " (and " + (count - 1) + " more in this refresh)";
        return text.isEmpty() || more.isEmpty() ? text + more : text + ' ' + more;
    }

    int code() {
        return firstCode;
    }
}
