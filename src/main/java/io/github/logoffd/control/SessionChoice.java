package io.github.logoffd.control;

import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.VisibleText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Resolution of an id or a name to a session in a list that was just read. The id is the unique one, as {@code logoff
 * /VM} takes it; a name is that of an active session of the host itself, in upper or lower case, since every virtual
 * machine uses the same names again. An ambiguous word matches no session. Immutable.
 *
 * @param row the session that is meant, empty when there is none
 * @param outcome the outcome to answer then
 * @param rule the rule that refused the word, empty when there is no such session
 * @param why one sentence with the reason
 */
public record SessionChoice(Optional<SessionRow> row, Outcome outcome, Optional<BuiltInRule> rule, String why) {

    /** A longer number cannot be a session id, which has 32 bits. */
    private static final String SESSION_ID = "\\d{1,10}";

    /** Returns why there is no session, for the audit too. */
    Step.Ended otherwise() {
        return rule.<Step.Ended>map(refused -> Step.Refused.by(refused, why))
                .orElseGet(() -> Step.Failed.notFound(why));
    }

    /**
     * Chooses by an id or a name.
     *
     * @throws IllegalArgumentException when the word is blank
     */
    public static SessionChoice of(List<SessionRow> rows, String word, String host) {
        if (VisibleText.isBlank(word)) {
            throw new IllegalArgumentException(
                    "The name of a session is blank. Give a session id or the name of an active session.");
        }
        Predicate<SessionRow> active = row -> row.state() == SessionState.ACTIVE && isNamed(row, word);
        List<SessionRow> meant = find(rows, active.or(row -> hasId(row, word)));
        if (meant.isEmpty()) {
            return inactive(rows, word).orElseGet(() -> none(word, host));
        }
        List<SessionRow> reached = find(rows, row -> meant.stream().anyMatch(one -> one.uniqueId() == row.uniqueId()));
        return reached.size() == 1 ? chosen(reached.get(0)) : ambiguous(reached, word);
    }

    /** Chooses by an id alone; a session of that name is not meant. */
    static SessionChoice byId(List<SessionRow> rows, String id, String host) {
        List<SessionRow> meant = find(rows, row -> hasId(row, id));
        if (meant.isEmpty()) {
            return none(id, host);
        }
        return meant.size() == 1 ? chosen(meant.get(0)) : ambiguous(meant, id);
    }

    /** Returns whether a word can be an id. */
    public static boolean isId(String word) {
        return word.matches(SESSION_ID);
    }

    /** Returns whether a word is the id of a session. */
    public static boolean hasId(SessionRow row, String word) {
        return isId(word) && row.uniqueId() == Long.parseLong(word);
    }

    /** Returns whether a non-blank word is the name of a session of the host itself. */
    public static boolean isNamed(SessionRow row, String word) {
        return Names.same(row.name(), word) && !row.isInVirtualMachine();
    }

    private static List<SessionRow> find(List<SessionRow> rows, Predicate<SessionRow> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    private static Optional<SessionChoice> inactive(List<SessionRow> rows, String name) {
        return rows.stream()
                .filter(row -> isNamed(row, name))
                .findFirst()
                .map(row -> isProtected(row) ? chosen(row) : notActive(row));
    }

    /** The guard refuses these whatever their state, with a more specific message. */
    static boolean isProtected(SessionRow row) {
        return row.kind() != SessionKind.USER;
    }

    private static SessionChoice chosen(SessionRow row) {
        return new SessionChoice(Optional.of(row), Outcome.ACCEPTED, Optional.empty(), "");
    }

    private static SessionChoice none(String word, String host) {
        String why = isId(word)
                ? "There is no session with id " + Long.parseLong(word) + " on " + host + " now."
                : "There is no session named \"" + word + "\" on " + host
                        + " now. Give a session id or the name of an active session.";
        return new SessionChoice(Optional.empty(), Outcome.NOT_FOUND, Optional.empty(), why);
    }

    private static SessionChoice notActive(SessionRow row) {
        return refused(
                BuiltInRule.INACTIVE_NAME,
                "The session named \"" + row.name() + "\" is " + row.state() + "; a name must be that of an active"
                        + " session, so use its id " + row.uniqueId() + '.');
    }

    private static SessionChoice ambiguous(List<SessionRow> meant, String word) {
        String meanings = meant.stream().map(row -> meaning(row, word)).collect(Collectors.joining(", or "));
        return refused(BuiltInRule.AMBIGUOUS_NAME, '"' + word + "\" can mean " + meanings + ". " + advice(meant, word));
    }

    private static String advice(List<SessionRow> meant, String word) {
        if (!SessionRow.repeatedIds(meant).isEmpty()) {
            return "Neither is acted on until Windows lists the id once.";
        }
        return isId(word) ? "Give an id that no session has as its name." : "Give the id.";
    }

    private static String meaning(SessionRow row, String word) {
        String session = "session " + row.uniqueId() + (row.hasUser() ? " of " + row.account() : "");
        return isId(word) && !hasId(row, word) ? session + ", which is named \"" + row.name() + '"' : session;
    }

    private static SessionChoice refused(BuiltInRule rule, String why) {
        return new SessionChoice(Optional.empty(), rule.outcome(), Optional.of(rule), why);
    }
}
