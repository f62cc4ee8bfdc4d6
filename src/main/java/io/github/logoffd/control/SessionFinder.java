package io.github.logoffd.control;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.LogonKey;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the session that an operator means by an id, a name or a key, on a fresh read. Stateless.
 */
final class SessionFinder {

    /** What could be a key of any host, which may contain colons. */
    private static final Pattern KEY = Pattern.compile(".+:\\d+:(?:\\d{4}-.+|none)");

    private final String host;
    private final SessionReader reader;

    SessionFinder(String host, SessionReader reader) {
        this.host = host;
        this.reader = reader;
    }

    /**
     * Either the session, just read, or why there is none to act upon.
     *
     * @param gone whether it is certain that whoever had the session has it no more
     */
    record Found(Optional<Session> session, Verdict otherwise, boolean gone) {

        private static Found session(Session session) {
            return new Found(Optional.of(session), Verdict.of(Outcome.ACCEPTED, ""), false);
        }

        private static Found nothing(Verdict why) {
            return new Found(Optional.empty(), why, false);
        }

        private static Found gone(String why) {
            return new Found(Optional.empty(), Verdict.of(Outcome.NOT_FOUND, why), true);
        }
    }

    /**
     * One session of the list with what is known of it.
     *
     * @param problem why it could not be identified, empty when it could
     */
    record Candidate(Session session, Optional<Verdict> problem) {}

    /**
     * Returns the session with this id, or the active session of this name in any case.
     *
     * @throws IllegalArgumentException when the word is blank
     */
    Found find(String nameOrId) {
        return find(rows -> SessionChoice.of(rows, nameOrId, host));
    }

    private Found findId(String id) {
        return find(rows -> SessionChoice.byId(rows, id, host));
    }

    private Found find(Function<List<SessionRow>, SessionChoice> choose) {
        try {
            SessionChoice choice = choose.apply(reader.sessions());
            return choice.row().map(this::read).orElseGet(() -> nothing(choice));
        } catch (SessionApiException e) {
            return Found.nothing(Verdict.failed(e, "The sessions could not be read; no session was touched."));
        }
    }

    private static Found nothing(SessionChoice choice) {
        return choice.outcome() == Outcome.NOT_FOUND ? Found.gone(choice.why()) : Found.nothing(choice.otherwise());
    }

    /** Returns the session with this id, or the one that this key names if it is still the same logon. */
    Found findKeyOrId(String keyOrId) {
        if (SessionChoice.isId(keyOrId)) {
            return findId(keyOrId);
        }
        if (KEY.matcher(keyOrId).matches() && !LogonIdentity.isKeyOf(host, keyOrId)) {
            throw new IllegalArgumentException(
                    "session is \"" + keyOrId + "\", a Key of another host. Give a Key of " + host + '.');
        }
        LogonKey key = LogonKey.parse(host, keyOrId).orElseThrow(() -> mangled(keyOrId));
        Found found = findId(Long.toString(key.id()));
        if (found.gone()) {
            return goneOrUnclear(keyOrId, key.id());
        }
        Optional<LogonIdentity> now = found.session().flatMap(Session::identity);
        if (now.filter(key::isMangled).isPresent()) {
            throw mangled(keyOrId);
        }
        if (now.isEmpty() || now.get().key().equals(keyOrId)) {
            return found;
        }
        return key.logonTime().isPresent() ? gone(keyOrId) : Found.nothing(LogoffGuard.keyWithoutLogon(keyOrId));
    }

    /** A list alone proves no end: Windows has to deny this very session, or to give its id to another logon. */
    private Found goneOrUnclear(String key, long id) {
        try {
            return identity(id, reader.detail(id))
                            .filter(logon -> !logon.key().equals(key))
                            .isPresent()
                    ? gone(key)
                    : Found.nothing(Verdict.of(
                            Outcome.FAILED,
                            "Session " + id
                                    + " is not in the list of sessions, but Windows still answers for it; nothing was"
                                    + " done."));
        } catch (SessionApiException e) {
            return e.reason() == Reason.NOT_FOUND
                    ? gone(key)
                    : Found.nothing(
                            Verdict.failed(e, "Whether the logon still exists is not known; nothing was done."));
        }
    }

    private Optional<LogonIdentity> identity(long id, SessionDetail fresh) {
        return fresh.times()
                .logon()
                .filter(logon -> !fresh.user().isEmpty())
                .map(logon -> new LogonIdentity(host, id, fresh.id(), fresh.user(), logon));
    }

    private IllegalArgumentException mangled(String key) {
        return new IllegalArgumentException(
                "session is \"" + key + "\", which is not in the form of a Key such as " + host
                        + ":3:2026-08-15T07:15:02.123456700Z. Give a session id, or a Key unchanged, as the service shows it.");
    }

    private static Found gone(String key) {
        return Found.nothing(
                Verdict.of(Outcome.GONE, "The logon " + key + " no longer exists. Windows was not called."));
    }

    /** Returns all sessions, read now; those that end meanwhile are left out, those that cannot be identified are not. */
    List<Candidate> all() {
        List<SessionRow> rows = reader.sessions();
        Set<Long> repeated = SessionRow.repeatedIds(rows);
        return rows.stream()
                .map(row -> repeated.contains(row.uniqueId()) ? Optional.of(ambiguous(row)) : candidate(row))
                .flatMap(Optional::stream)
                .toList();
    }

    private Candidate ambiguous(SessionRow row) {
        return new Candidate(
                fresh(row, SessionDetail.unknown(row.id())),
                Optional.of(Verdict.of(
                        Outcome.FAILED,
                        "Windows lists two sessions with the id " + row.uniqueId() + "; nothing was done to either.")));
    }

    private Optional<Candidate> candidate(SessionRow row) {
        Found found = read(row);
        if (found.gone()) {
            return Optional.empty();
        }
        Session unidentified = fresh(row, SessionDetail.unknown(row.id()));
        return Optional.of(found.session()
                .map(session -> new Candidate(session, Optional.empty()))
                .orElseGet(() -> new Candidate(unidentified, Optional.of(found.otherwise()))));
    }

    private Found read(SessionRow row) {
        Session unidentified = fresh(row, SessionDetail.unknown(row.id()));
        if (!row.hasUser() || row.kind() == SessionKind.LISTENER || row.kind() == SessionKind.SERVICES) {
            return Found.session(unidentified);
        }
        try {
            SessionDetail detail = reader.detail(row.uniqueId());
            return detail.isOf(row) ? Found.session(fresh(row, detail)) : changedHands(row, detail);
        } catch (SessionApiException e) {
            return SessionChoice.isProtected(row) ? Found.session(unidentified) : unreadable(row, e);
        }
    }

    private Found unreadable(SessionRow row, SessionApiException e) {
        if (e.reason() == Reason.NOT_FOUND && !isListed(row)) {
            return Found.gone("Session " + row.uniqueId() + " ended a moment ago.");
        }
        return Found.nothing(Verdict.failed(e, "The session could not be identified and was not touched."));
    }

    private boolean isListed(SessionRow row) {
        try {
            return reader.sessions().stream().anyMatch(listed -> listed.uniqueId() == row.uniqueId());
        } catch (SessionApiException e) {
            return true;
        }
    }

    private static Found changedHands(SessionRow row, SessionDetail detail) {
        if (detail.id() != row.id()) {
            return Found.nothing(Verdict.of(
                    Outcome.FAILED,
                    "Windows told of another session when it was asked for session " + row.uniqueId()
                            + "; nothing was done."));
        }
        return detail.user().isEmpty()
                ? Found.nothing(Verdict.of(
                        Outcome.FAILED,
                        "Session " + row.uniqueId() + " has lost its user, it may be closing; nothing was done."))
                : Found.gone("Session " + row.uniqueId() + " passed to another user a moment ago; nothing was done.");
    }

    private Session fresh(SessionRow row, SessionDetail detail) {
        return new Session(host, row, detail, ClientInfo.NONE, ProcessTotals.UNKNOWN);
    }
}
