package io.github.logoffd.session;

import java.util.List;

/**
 * Plausibility check of a list of sessions. Windows was seen to answer with success and no session, which would look
 * like the logoff of every user. Each host has session 0, where its services run, so a list without it is a failed
 * read. Stateless.
 */
final class BelievableList {

    private BelievableList() {}

    static List<SessionRow> checked(List<SessionRow> rows) {
        if (rows.stream().noneMatch(BelievableList::isServicesOfTheHost)) {
            throw new SessionApiException(
                            "Listing the sessions",
                            SessionApiException.NO_SESSION,
                            new IllegalStateException("The list has no session 0."))
                    .withAdvice(" The host lists "
                            + (rows.isEmpty() ? "no session at all" : rows.size() + " sessions")
                            + " and not session 0, which every host has, so the list is not trusted.");
        }
        return rows;
    }

    /** The virtual machines of a host have a session 0 of their own. */
    private static boolean isServicesOfTheHost(SessionRow row) {
        return row.id() == 0 && !row.isInVirtualMachine();
    }
}
