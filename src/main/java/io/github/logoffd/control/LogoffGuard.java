package io.github.logoffd.control;

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
 * Says which sessions of one host are not ended: those that never are, whoever asks, and those that the {@link GuardRules} spare. The
 * picture of a session and its fresh read go through the same rules. Thread-safe.
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

    /** Returns the refusal for a session as the snapshot shows it, empty when it may be ended. */
    Optional<Verdict> refusal(Session session) {
        return session.identity().isEmpty()
                ? Optional.of(refusalWithoutIdentity(session))
                : refusal(session.row().kind(), LOGGED_OFF).or(() -> ruledOut(session, session.detail(), Set.of()));
    }

    /**
     * Returns the refusal for a session that was just read, empty when it may be ended.
     *
     * @param target the session as it was listed, with the whole name of its user
     * @param named the states that the request names: naming a state is insisting on it
     */
    Optional<Verdict> refusal(Session target, SessionDetail fresh, Set<SessionState> named) {
        return refusal(fresh.kind(), LOGGED_OFF).or(() -> ruledOut(target, fresh, named));
    }

    /** Returns the refusal for a session that was just read, empty when its client may be dropped: no rule but the built-in ones. */
    Optional<Verdict> refusalToDisconnect(SessionDetail fresh) {
        return refusal(fresh.kind(), "disconnected");
    }

    /** Returns the refusal for a row without a logon that an identity could be made of. */
    Verdict refusalWithoutIdentity(Session session) {
        return refusal(session.row().kind(), LOGGED_OFF).orElseGet(LogoffGuard::unknownLogon);
    }

    private static Optional<Verdict> refusal(SessionKind kind, String whatIsDone) {
        return switch (kind) {
            case USER -> Optional.empty();
            case CONSOLE ->
                Optional.of(new Verdict(
                        Outcome.REFUSED_PROTECTED,
                        Win32Error.ERROR_ACCESS_DENIED.code(),
                        "Error [5]: Access is denied. The console session cannot be " + whatIsDone + '.',
                        BuiltInRule.CONSOLE.text()));
            case SERVICES ->
                refused(
                        BuiltInRule.SERVICES,
                        "Session 0 of a machine belongs to its services and is never " + whatIsDone + '.');
            case LISTENER ->
                refused(
                        BuiltInRule.LISTENER,
                        "A listener is not a session; resetting it would end every session of its connection.");
            case OTHER -> Optional.of(nobody());
        };
    }

    private Optional<Verdict> ruledOut(Session target, SessionDetail fresh, Set<SessionState> named) {
        GuardRules rules = policy.rules().guard();
        return ownSession(target)
                .or(() -> protectedAccount(rules.protectedAccounts(), target, fresh))
                .or(() -> protectedSession(rules.protectedSessions(), target, fresh))
                .or(() -> unknownState(fresh, named))
                .or(() -> otherState(rules.onlyStates(), fresh.state()))
                .or(() -> named.contains(fresh.state()) ? Optional.empty() : spared(rules, fresh));
    }

    private Optional<Verdict> ownSession(Session target) {
        boolean own = ownSession.isPresent()
                && target.row().id() == ownSession.getAsLong()
                && !target.row().isInVirtualMachine();
        return own
                ? refused(
                        BuiltInRule.OWN_SESSION,
                        "The service itself runs in session " + target.id()
                                + ", which is therefore never logged off; no key of logoffd.properties changes that.")
                : Optional.empty();
    }

    /** The fresh read cuts long names and the list may lack the domain, so whatever one of them matches is protected. */
    private static Optional<Verdict> protectedAccount(List<NamePattern> patterns, Session target, SessionDetail fresh) {
        return firstMatch(
                        patterns,
                        target.row().user(),
                        target.account(),
                        fresh.user(),
                        fresh.domain() + '\\' + fresh.user())
                .flatMap(pattern -> Optional.of(protectedBy(
                        "guard.protectedAccounts",
                        "The account " + target.account() + " is protected by \"" + pattern.text()
                                + "\" in guard.protectedAccounts of logoffd.properties.")));
    }

    private static Optional<Verdict> protectedSession(List<NamePattern> patterns, Session target, SessionDetail fresh) {
        return firstMatch(patterns, Long.toString(target.id()), fresh.name())
                .flatMap(pattern -> Optional.of(protectedBy(
                        "guard.protectedSessions",
                        "The session " + target.id() + " named \"" + fresh.name()
                                + "\" is protected by \"" + pattern.text()
                                + "\" in guard.protectedSessions of logoffd.properties.")));
    }

    private static Optional<NamePattern> firstMatch(List<NamePattern> patterns, String... names) {
        return patterns.stream()
                .filter(pattern -> Stream.of(names).anyMatch(pattern::matches))
                .findFirst();
    }

    /** What a state means that only a newer Windows has, nobody here can say. */
    private static Optional<Verdict> unknownState(SessionDetail fresh, Set<SessionState> named) {
        return fresh.state() == SessionState.UNKNOWN && !named.contains(SessionState.UNKNOWN)
                ? refused(
                        BuiltInRule.UNKNOWN_STATE,
                        "The session is in the state " + fresh.stateCode()
                                + ", which logoffd does not know. To end it, name UNKNOWN in allowedStates of requestLogoff.")
                : Optional.empty();
    }

    private static Optional<Verdict> otherState(Set<SessionState> only, SessionState state) {
        return only.isEmpty() || only.contains(state)
                ? Optional.empty()
                : refusedState(
                        "guard.onlyStates",
                        "The state is " + state + "; guard.onlyStates of logoffd.properties allows a logoff in "
                                + new TreeSet<>(only) + " only.");
    }

    private static Optional<Verdict> spared(GuardRules rules, SessionDetail fresh) {
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
        return Optional.empty();
    }

    static Verdict nobody() {
        return Verdict.refusedBy(BuiltInRule.NOBODY, "Nobody is logged on to the session.");
    }

    static Verdict unknownLogon() {
        return Verdict.refusedBy(
                BuiltInRule.UNKNOWN_LOGON,
                "The logon time of the session is unknown, so this logon cannot be told from a later one.");
    }

    static Verdict keyWithoutLogon(String key) {
        return Verdict.refusedBy(
                BuiltInRule.UNKNOWN_LOGON,
                "The Key " + key
                        + " names no logon, so it cannot be told whether it is the one that the session has now.");
    }

    private static Optional<Verdict> refused(BuiltInRule rule, String message) {
        return Optional.of(Verdict.refusedBy(rule, message));
    }

    private static Verdict protectedBy(String key, String message) {
        return Verdict.refusedBy(key, Outcome.REFUSED_PROTECTED, message);
    }

    private static Optional<Verdict> refusedState(String key, String message) {
        return Optional.of(Verdict.refusedBy(key, Outcome.REFUSED_STATE, message));
    }
}
