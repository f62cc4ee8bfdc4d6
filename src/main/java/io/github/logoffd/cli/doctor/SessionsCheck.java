package io.github.logoffd.cli.doctor;

import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Rights of Remote Desktop Services, as far as they show by reading: the list of sessions, and each of them. Whether
 * the account may log a user off shows by trying only, which a check must not do.
 */
final class SessionsCheck {

    private static final String NAME = "sessions";

    private SessionsCheck() {}

    static Finding of(Machine machine) {
        if (!machine.windows()) {
            return Finding.ok(NAME, "This system is not Windows, so the service shows simulated sessions.");
        }
        try (SessionHost host = machine.sessions().open()) {
            return of(host);
        } catch (SessionApiException | IOException | IllegalStateException e) {
            return Finding.fail(
                    NAME,
                    "The sessions of this machine cannot be read: " + ErrorText.of(e)
                            + " Run this command elevated, and see that Remote Desktop Services are running.");
        }
    }

    private static Finding of(SessionHost host) {
        List<SessionRow> rows = host.sessions();
        int failed = 0;
        String first = "";
        for (SessionRow row : rows) {
            Optional<String> problem = problem(host, row);
            failed += problem.isPresent() ? 1 : 0;
            first = first.isEmpty() ? problem.orElse("") : first;
        }
        return failed == 0
                ? Finding.ok(NAME, rows.size() + " sessions can be read. Whether they can be ended was not tried.")
                : Finding.warn(
                        NAME,
                        failed + " of " + rows.size() + " sessions cannot be read: " + first
                                + " Run this command elevated; the account of the service needs the right Query"
                                + " Information of Remote Desktop Services.");
    }

    /** A listener has no details, and a session can end in between. */
    private static Optional<String> problem(SessionHost host, SessionRow row) {
        if (row.id() >= SessionRow.FIRST_LISTENER_ID) {
            return Optional.empty();
        }
        try {
            host.detail(row.uniqueId());
            return Optional.empty();
        } catch (SessionApiException e) {
            return e.reason() == Reason.NOT_FOUND || e.reason() == Reason.CLOSING
                    ? Optional.empty()
                    : Optional.of(ErrorText.of(e));
        }
    }
}
