package io.github.logoffd.session;

import java.util.List;
import java.util.Locale;

/** Whether users can connect to a host: the state of its Remote Desktop listeners, as the list of sessions shows them. */
public enum ListenerState {
    /** All listeners of Remote Desktop that are listed accept connections. */
    LISTENING,
    /** At least one of them is down. */
    DOWN,
    /** None is listed: Remote Desktop is switched off, or its listener is gone. */
    MISSING,
    /** There is no list that is newer than the last failure, or a listener is in another state. */
    UNKNOWN;

    /** The listener of Remote Desktop is RDP-Tcp, that of Azure Virtual Desktop rdp-sxs and a number. */
    private static final String REMOTE_DESKTOP = "rdp";

    /** Returns the state that a list shows. Listeners of other products, and those of virtual machines, are not looked at. */
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
