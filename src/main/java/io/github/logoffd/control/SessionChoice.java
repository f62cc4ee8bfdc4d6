package io.github.logoffd.control;

import io.github.logoffd.session.Names;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What somebody means by an id or a name, in a list that was just read. The id is the unique one, as {@code logoff /VM} takes it; a name
 * is that of an active session of the host itself in any case, since every virtual machine has the same names again. Immutable.
 *
 * @param row the session that is meant, empty when there is none
 * @param outcome what to answer then
 * @param why one sentence about it
 */
public record SessionChoice(Optional<SessionRow> row, Outcome outcome, String why) {

    /** A longer number cannot be a session id, which has 32 bits. */
    private static final String SESSION_ID = "\\d{1,10}";

    /** Returns why there is none, for the audit too. */
    Verdict otherwise() {
        return outcome.isRefusal() ? Verdict.refusedBy(BuiltInRule.INACTIVE_NAME, why) : Verdict.of(outcome, why);
    }

    /** Chooses from the rows of a host. */
    public static SessionChoice of(List<SessionRow> rows, String word, String host) {
        return isId(word) ? byId(rows, Long.parseLong(word), host) : byName(rows, word, host);
    }

    /** Tells whether a word is an id and no name. */
    public static boolean isId(String word) {
        return word.matches(SESSION_ID);
    }

    private static SessionChoice byId(List<SessionRow> rows, long id, String host) {
        return first(rows, row -> row.uniqueId() == id)
                .map(SessionChoice::chosen)
                .orElseGet(
                        () -> none(Outcome.NOT_FOUND, "There is no session with id " + id + " on " + host + " now."));
    }

    private static SessionChoice byName(List<SessionRow> rows, String name, String host) {
        Predicate<SessionRow> named = row -> Names.same(row.name(), name) && !row.isInVirtualMachine();
        return first(rows, named.and(row -> row.state() == SessionState.ACTIVE))
                .or(() -> first(rows, named))
                .map(row -> row.state() == SessionState.ACTIVE || isProtected(row) ? chosen(row) : notActive(row))
                .orElseGet(() -> none(
                        Outcome.NOT_FOUND,
                        "There is no session named \"" + name + "\" on " + host
                                + " now; expected is a session id or the name of an active session."));
    }

    private static Optional<SessionRow> first(List<SessionRow> rows, Predicate<SessionRow> wanted) {
        return rows.stream().filter(wanted).findFirst();
    }

    /** The guard refuses these whatever their state, and says it better. */
    static boolean isProtected(SessionRow row) {
        return row.kind() != SessionKind.USER;
    }

    private static SessionChoice notActive(SessionRow row) {
        return none(
                BuiltInRule.INACTIVE_NAME.outcome(),
                "The session named \"" + row.name() + "\" is " + row.state() + "; a name must be that of an active"
                        + " session, so use its id " + row.uniqueId() + '.');
    }

    private static SessionChoice chosen(SessionRow row) {
        return new SessionChoice(Optional.of(row), Outcome.ACCEPTED, "");
    }

    private static SessionChoice none(Outcome outcome, String why) {
        return new SessionChoice(Optional.empty(), outcome, why);
    }
}
