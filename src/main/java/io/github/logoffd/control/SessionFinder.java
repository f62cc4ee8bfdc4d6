package io.github.logoffd.control;

import io.github.logoffd.control.request.GoneLogon;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.LogonKey;
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

/** Finds a session by id, name or key on a fresh read. */
final class SessionFinder {

    /** The form of a key of any host, whose name may contain colons. */
    private static final Pattern KEY = Pattern.compile("\\S.*:\\d+:(?:\\d{4}-.+|none)");

    private final String host;
    private final SessionReader reader;
    private final SeenLogons seen;

    SessionFinder(String host, SessionReader reader, SeenLogons seen) {
        this.host = host;
        this.reader = reader;
        this.seen = seen;
    }

    /**
     * Result of a search.
     *
     * @param session the session, empty when there is none
     * @param step continues when that session was identified, else holds the reason
     * @param gone the logon that was looked for when it is certain that it no longer exists
     */
    record Found(Optional<Session> session, Step step, Optional<GoneLogon> gone) {

        /** A session that was identified, or that is refused without identification. */
        static Found of(Session session) {
            return new Found(Optional.of(session), Step.next(), Optional.empty());
        }

        static Found nothing(Step why) {
            return new Found(Optional.empty(), why, Optional.empty());
        }

        boolean isIdentified() {
            return step.continues();
        }

        /** Returns whether it is certain that the session of the list no longer exists. */
        boolean isGone() {
            return step instanceof Step.Failed failed && failed.outcome() == Outcome.NOT_FOUND;
        }

        /** Returns a request for this result, which names a logon that no longer exists. */
        Request named(Request request) {
            return gone.map(request::about).orElse(request);
        }

        /** Returns this result about a session that could not be identified. */
        private Found about(Session unidentified) {
            return isIdentified() ? this : new Found(Optional.of(unidentified), step, Optional.empty());
        }
    }

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
            return choice.row().map(this::read).orElseGet(() -> Found.nothing(choice.otherwise()));
        } catch (SessionApiException e) {
            return Found.nothing(Step.Failed.because(e, "The sessions could not be read; no session was touched."));
        }
    }

    /** Returns the session with this id, or the one that this key names if it is still the same logon. */
    Found findKeyOrId(String keyOrId) {
        // Blanks around an id, as a list of ids has them, cannot change its meaning.
        if (SessionChoice.isId(keyOrId.strip())) {
            return findId(keyOrId.strip());
        }
        if (KEY.matcher(keyOrId).matches() && !LogonIdentity.isKeyOf(host, keyOrId)) {
            throw new IllegalArgumentException(
                    "session is \"" + keyOrId + "\", a Key of another host. Give a Key of " + host + '.');
        }
        LogonKey key = LogonKey.parse(host, keyOrId).orElseThrow(() -> mangled(keyOrId));
        Found found = findId(Long.toString(key.id()));
        if (found.isGone()) {
            return goneOrUnclear(keyOrId, key);
        }
        Optional<LogonIdentity> now = found.session().flatMap(Session::identity);
        if (now.filter(key::isMangled).isPresent()) {
            throw mangled(keyOrId);
        }
        if (now.isEmpty() || now.get().key().equals(keyOrId)) {
            return found;
        }
        return key.logonTime().isPresent()
                ? goneOrNever(keyOrId, key, now)
                : Found.nothing(LogoffGuard.keyWithoutLogon(keyOrId));
    }

    /**
     * A list alone does not prove that a session ended: Windows has to deny exactly this session, or to give its id to
     * another logon.
     */
    private Found goneOrUnclear(String text, LogonKey key) {
        try {
            Optional<LogonIdentity> now = identity(key.id(), reader.detail(key.id()));
            return now.filter(logon -> !logon.key().equals(text)).isPresent()
                    ? goneOrNever(text, key, now)
                    : failed("Session " + key.id()
                            + " is not in the list of sessions, but Windows still answers for it; nothing was done.");
        } catch (SessionApiException e) {
            return e.reason() == Reason.NOT_FOUND
                    ? goneOrNever(text, key, Optional.empty())
                    : Found.nothing(
                            Step.Failed.because(e, "Whether the logon still exists is not known; nothing was done."));
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

    /**
     * A key that certainly never named a logon is a mistake, such as a mistyped one, and not the end of a logon.
     *
     * @param now the logon that has the id now
     */
    private Found goneOrNever(String text, LogonKey key, Optional<LogonIdentity> now) {
        return seen.whyNever(key, now)
                .map(why -> ended("The Key " + text + " never named a logon: " + why + ". Windows was not called."))
                .orElseGet(() -> new Found(
                        Optional.empty(),
                        Step.Failed.gone("The logon " + text + " no longer exists. Windows was not called."),
                        Optional.of(new GoneLogon(text, key.id()))));
    }

    private static Found failed(String why) {
        return Found.nothing(Step.Failed.because(why));
    }

    private static Found ended(String why) {
        return Found.nothing(Step.Failed.notFound(why));
    }

    /**
     * Returns all sessions, read now; those that end meanwhile are omitted, those that cannot be identified are not.
     */
    List<Found> all() {
        List<SessionRow> rows = reader.sessions();
        Set<Long> repeated = SessionRow.repeatedIds(rows);
        return rows.stream()
                .map(row -> (repeated.contains(row.uniqueId()) ? listedTwice(row) : read(row)).about(unidentified(row)))
                .filter(found -> !found.isGone())
                .toList();
    }

    private static Found listedTwice(SessionRow row) {
        return failed("Windows lists two sessions with the id " + row.uniqueId() + "; nothing was done to either.");
    }

    private Found read(SessionRow row) {
        if (!row.hasUser() || row.kind() == SessionKind.LISTENER || row.kind() == SessionKind.SERVICES) {
            return Found.of(unidentified(row));
        }
        try {
            SessionDetail detail = reader.detail(row.uniqueId());
            return detail.isOf(row) ? Found.of(fresh(row, detail)) : changedHands(row, detail);
        } catch (SessionApiException e) {
            return SessionChoice.isProtected(row) ? Found.of(unidentified(row)) : unreadable(row, e);
        }
    }

    private Found unreadable(SessionRow row, SessionApiException e) {
        if (e.reason() == Reason.NOT_FOUND && !isListed(row)) {
            return ended("Session " + row.uniqueId() + " ended a moment ago.");
        }
        return Found.nothing(Step.Failed.because(e, "The session could not be identified and was not touched."));
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
            return failed("Windows answered about another session when queried for session " + row.uniqueId()
                    + "; nothing was done.");
        }
        return detail.user().isEmpty()
                ? failed("Session " + row.uniqueId() + " has lost its user, it may be closing; nothing was done.")
                : ended("Session " + row.uniqueId() + " passed to another user a moment ago; nothing was done.");
    }

    private Session unidentified(SessionRow row) {
        return fresh(row, SessionDetail.unknown(row.id()));
    }

    private Session fresh(SessionRow row, SessionDetail detail) {
        return new Session(host, row, detail);
    }
}
