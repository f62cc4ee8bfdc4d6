package io.github.logoffd.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of a session list: the values that one enumeration of all sessions returns.
 *
 * @param id the session id inside the session's own machine, 0 to 4294967293. Windows reuses an id after its session
 *     has ended
 * @param uniqueId the id that addresses the session on its host and is unique inside the list, 0 to 4294967293; it
 *     differs from {@code id} only for the sessions of virtual machines, and is reused too
 * @param name the station name such as {@code RDP-Tcp#3}, {@code ""} for a disconnected session
 * @param stateCode the native number of the {@link SessionState}
 * @param user the full user name, {@code ""} when no user is logged on
 * @param domain the user's domain or the machine's name, {@code ""} when no user is logged on
 * @param virtualMachine the virtual machine that the session runs in, {@code ""} when it runs on the host itself
 * @param farm the farm that the virtual machine belongs to, {@code ""} when none
 */
public record SessionRow(
        long id,
        long uniqueId,
        String name,
        int stateCode,
        String user,
        String domain,
        String virtualMachine,
        String farm) {

    /** The first id that Windows assigns to RDP listeners; real sessions stay below it. */
    public static final long FIRST_LISTENER_ID = 65536;

    /**
     * Returns the unique ids that a list contains more than once, which no Windows should return. Such an id addresses
     * neither of its sessions: a call would reach one of them, and it is unknown which.
     */
    public static Set<Long> repeatedIds(Collection<SessionRow> list) {
        Set<Long> once = new HashSet<>();
        return list.stream()
                .map(SessionRow::uniqueId)
                .filter(id -> !once.add(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the state, {@link SessionState#UNKNOWN} when the number is not known. */
    public SessionState state() {
        return SessionState.of(stateCode);
    }

    /**
     * Returns whether the session runs in a virtual machine of the host. Its {@code id} and its name can then also be
     * those of a session of the host itself.
     */
    public boolean isInVirtualMachine() {
        return id != uniqueId || !virtualMachine.isEmpty();
    }

    /**
     * Returns this row updated by {@code newer}, which was queried after the list and is about the same logon: when the
     * client connected or disconnected between the two, state and name are those of the newer answer. An unknown state
     * is ignored.
     */
    public SessionRow updatedBy(SessionDetail newer) {
        return newer.state() == SessionState.UNKNOWN || newer.state() == state()
                ? this
                : new SessionRow(id, uniqueId, newer.name(), newer.stateCode(), user, domain, virtualMachine, farm);
    }

    /** Returns whether a user is logged on. Only a user name proves that, never a state. */
    public boolean hasUser() {
        return !user.isEmpty();
    }

    /**
     * Returns domain, backslash and user, only the user when the domain is unknown, {@code ""} when no user is logged
     * on.
     */
    public String account() {
        return domain.isEmpty() ? user : domain + '\\' + user;
    }

    /** Returns the kind of this row; a console with a user is a {@link SessionKind#CONSOLE}. */
    public SessionKind kind() {
        return SessionKind.of(id, state(), name, user);
    }
}
