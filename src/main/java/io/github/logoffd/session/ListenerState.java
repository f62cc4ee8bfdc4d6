package io.github.logoffd.session;

import java.util.List;
import java.util.Locale;

/** State of the Remote Desktop listeners of a host in the list of sessions, which shows whether users can connect. */
public enum ListenerState {
    /** All listeners of Remote Desktop that are listed accept connections. */
    LISTENING,
    /** At least one of them is down. */
    DOWN,
    /** None is listed: Remote Desktop is switched off, or its listener is gone. */
    MISSING,
    /** There is no list newer than the last failure, or a listener is in another state. */
    UNKNOWN;

    /** The listener of Remote Desktop is RDP-Tcp, that of Azure Virtual Desktop rdp-sxs and a number. */
    private static final String REMOTE_DESKTOP = "rdp";

    /** Returns the state for a list. Listeners of other products, and those of virtual machines, are ignored. */
    public static ListenerState of(List<SessionRow> rows) {
        List<SessionState> states = rows.stream()
                .filter(row -> row.kind() == SessionKind.LISTENER && !row.isInVirtualMachine())
                .filter(row -> row.name().toLowerCase(Locale.ROOT).startsWith(REMOTE_DESKTOP))
                .map(SessionRow::state)
                .toList();
        if (states.isEmpty()) {
            return MISSING;
        }
        if (states.contains(SessionState.DOWN)) {
            return DOWN;
        }
        return states.stream().allMatch(SessionState.LISTEN::equals) ? LISTENING : UNKNOWN;
    }
}
