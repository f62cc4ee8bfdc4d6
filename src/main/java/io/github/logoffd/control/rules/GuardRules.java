package io.github.logoffd.control.rules;

import io.github.logoffd.session.SessionState;
import java.util.List;
import java.util.Set;

/**
 * Configured rules that spare sessions from a logoff, in addition to the built-in ones. They concern ending sessions
 * only: a protected user can still be disconnected and sent messages. Immutable.
 *
 * @param protectedAccounts users, or domain, backslash and user
 * @param protectedSessions ids, or station names such as {@code RDP-Tcp#7}
 * @param onlyStates the states in which a session may be ended, empty for any
 * @param spareActive whether sessions in use are spared
 * @param spareLocked whether connected sessions are spared whose desktop is locked, or not known to be unlocked
 */
public record GuardRules(
        List<NamePattern> protectedAccounts,
        List<NamePattern> protectedSessions,
        Set<SessionState> onlyStates,
        boolean spareActive,
        boolean spareLocked) {

    public GuardRules {
        protectedAccounts = List.copyOf(protectedAccounts);
        protectedSessions = List.copyOf(protectedSessions);
        onlyStates = Set.copyOf(onlyStates);
    }
}
