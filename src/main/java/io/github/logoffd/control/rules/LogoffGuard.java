package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.Win32Error;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Protects sessions of one host from being ended: those that are never ended, for any caller, and those that the
 * {@link GuardRules} spare. The snapshot of a session and its fresh read go through the same rules. Thread-safe.
 */
public final class LogoffGuard {

    private static final String LOGGED_OFF = "logged off";

    private static final Set<SessionState> IN_USE = EnumSet.of(SessionState.ACTIVE, SessionState.SHADOW);

    private final ActingPolicy policy;
    private final OptionalLong ownSession;

    /**
     * Creates the guard of one host.
     *
     * @param ownSession the session of the host that this process runs in, empty when it runs elsewhere
     */
    public LogoffGuard(ActingPolicy policy, OptionalLong ownSession) {
        this.policy = policy;
        this.ownSession = ownSession;
    }

    /** Refuses a session, as a snapshot shows it, that may not be ended. */
    public Step refusal(Session session) {
        return session.identity().isEmpty()
                ? refusalWithoutIdentity(session)
                : refusal(session.row().kind(), LOGGED_OFF).then(() -> ruledOut(session, session.detail(), Set.of()));
    }

    /**
     * Refuses a session, as it was just read, that may not be ended.
     *
     * @param target the session as it was listed, with the whole name of its user
     * @param named the states that the request names: naming a state overrides the rules that spare it
     */
    public Step refusal(Session target, SessionDetail fresh, Set<SessionState> named) {
        return refusal(fresh.kind(), LOGGED_OFF).then(() -> ruledOut(target, fresh, named));
    }

    /** Refuses a session, as it was just read, that may not be disconnected: only the built-in rules apply. */
    public Step refusalToDisconnect(SessionDetail fresh) {
        return refusal(fresh.kind(), "disconnected");
    }

    /** Refuses a row without an identifiable logon. */
    public Step refusalWithoutIdentity(Session session) {
        return refusal(session.row().kind(), LOGGED_OFF).then(LogoffGuard::unknownLogon);
    }

    private static Step refusal(SessionKind kind, String whatIsDone) {
        return switch (kind) {
            case USER -> Step.next();
            case CONSOLE ->
                new Step.Refused(
                        Outcome.REFUSED_PROTECTED,
                        Win32Error.ERROR_ACCESS_DENIED.code(),
                        "Error [5]: Access is denied. The console session cannot be " + whatIsDone + '.',
                        BuiltInRule.CONSOLE.text());
            case SERVICES ->
                Step.Refused.by(
                        BuiltInRule.SERVICES,
                        "Session 0 of a machine belongs to its services and is never " + whatIsDone + '.');
            case LISTENER ->
                Step.Refused.by(
                        BuiltInRule.LISTENER,
                        "A listener is not a session; resetting it would end every session of its connection.");
            case OTHER -> nobody();
        };
    }

    private Step ruledOut(Session target, SessionDetail fresh, Set<SessionState> named) {
        GuardRules rules = policy.rules().guard();
        return ownSession(target)
                .then(() -> protectedAccount(rules.protectedAccounts(), target, fresh))
                .then(() -> protectedSession(rules.protectedSessions(), target, fresh))
                .then(() -> unknownState(fresh, named))
                .then(() -> otherState(rules.onlyStates(), fresh.state()))
                .then(() -> named.contains(fresh.state()) ? Step.next() : spared(rules, fresh));
    }

    private Step ownSession(Session target) {
        boolean own = ownSession.isPresent()
                && target.row().id() == ownSession.getAsLong()
                && !target.row().isInVirtualMachine();
        return own
                ? Step.Refused.by(
                        BuiltInRule.OWN_SESSION,
                        "The service itself runs in session " + target.id()
                                + ", which is therefore never logged off; no key of logoffd.properties changes that.")
                : Step.next();
    }

    /** The fresh read truncates long names and the list may lack the domain, so a match of either is protected. */
    private static Step protectedAccount(List<NamePattern> patterns, Session target, SessionDetail fresh) {
        return firstMatch(
                        patterns,
                        target.row().user(),
                        target.account(),
                        fresh.user(),
                        fresh.domain() + '\\' + fresh.user())
                .map(pattern -> protectedBy(
                        "guard.protectedAccounts",
                        "The account " + target.account() + " is protected by \"" + pattern.text()
                                + "\" in guard.protectedAccounts of logoffd.properties."))
                .orElse(Step.next());
    }

    private static Step protectedSession(List<NamePattern> patterns, Session target, SessionDetail fresh) {
        return firstMatch(patterns, Long.toString(target.id()), fresh.name())
                .map(pattern -> protectedBy(
                        "guard.protectedSessions",
                        "The session " + target.id() + " named \"" + fresh.name()
                                + "\" is protected by \"" + pattern.text()
                                + "\" in guard.protectedSessions of logoffd.properties."))
                .orElse(Step.next());
    }

    private static Optional<NamePattern> firstMatch(List<NamePattern> patterns, String... names) {
        return patterns.stream()
                .filter(pattern -> Stream.of(names).anyMatch(pattern::matches))
                .findFirst();
    }

    /** The meaning of a state that only a newer Windows has is unknown, and so is the state after a failed query. */
    private static Step unknownState(SessionDetail detail, Set<SessionState> named) {
        if (detail.state() != SessionState.UNKNOWN || named.contains(SessionState.UNKNOWN)) {
            return Step.next();
        }
        return Step.Refused.by(
                BuiltInRule.UNKNOWN_STATE,
                detail.stateCode() == SessionState.UNKNOWN.code()
                        ? "The latest query about the session failed, so its state is unknown. LastError of the host has the reason."
                        : "The session is in the state " + detail.stateCode()
                                + ", which logoffd does not know. To end it, name UNKNOWN in allowedStates of requestLogoff.");
    }

    private static Step otherState(Set<SessionState> only, SessionState state) {
        return only.isEmpty() || only.contains(state)
                ? Step.next()
                : refusedState(
                        "guard.onlyStates",
                        "The state is " + state + "; guard.onlyStates of logoffd.properties allows a logoff in "
                                + new TreeSet<>(only) + " only.");
    }

    private static Step spared(GuardRules rules, SessionDetail fresh) {
        if (rules.spareActive() && IN_USE.contains(fresh.state())) {
            return refusedState(
                    "guard.spareActive",
                    "The state is " + fresh.state() + " and guard.spareActive of logoffd.properties spares"
                            + " sessions in use, unless allowedStates of requestLogoff names the state.");
        }
        if (rules.spareLocked() && fresh.state().hasDesktop() && fresh.lock() != LockState.UNLOCKED) {
            return refusedState(
                    "guard.spareLocked",
                    "The desktop is " + fresh.lock() + " and guard.spareLocked of logoffd.properties spares"
                            + " connected sessions that may be locked, unless allowedStates of requestLogoff names the state "
                            + fresh.state() + '.');
        }
        return Step.next();
    }

    public static Step.Refused nobody() {
        return Step.Refused.by(BuiltInRule.NOBODY, "No user is logged on to the session.");
    }

    public static Step.Refused unknownLogon() {
        return Step.Refused.by(
                BuiltInRule.UNKNOWN_LOGON,
                "The logon time of the session is unknown, so this logon cannot be distinguished from a later one.");
    }

    public static Step.Refused keyWithoutLogon(String key) {
        return Step.Refused.by(
                BuiltInRule.UNKNOWN_LOGON,
                "The Key " + key + " names no logon, so it is unknown whether it is the one that the session has now.");
    }

    private static Step protectedBy(String key, String message) {
        return Step.Refused.by(key, Outcome.REFUSED_PROTECTED, message);
    }

    private static Step refusedState(String key, String message) {
        return Step.Refused.by(key, Outcome.REFUSED_STATE, message);
    }
}
