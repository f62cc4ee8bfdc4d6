package io.github.logoffd.monitor;

import io.github.logoffd.session.ListenerState;
import io.github.logoffd.session.Session;
import java.time.Duration;

/**
 * A host's newest snapshot and how the newest refresh went. Immutable. When the newest refresh failed, the snapshot is that of
 * the last one that succeeded and {@code reachable} is false: an old picture, said to be old, never an empty one.
 *
 * @param snapshot the newest snapshot that could be taken
 * @param snapshotNanos when its refresh began, by a clock that is never set
 * @param reachable whether the newest refresh got a list of sessions
 * @param refreshTime how long the newest refresh took
 * @param lastError what went wrong in the newest refresh, {@code ""} when nothing did. The host can be reachable all the same:
 *     then single sessions could not be asked, and what is missing of them is unknown
 * @param lastErrorCode the Win32 number of that error, 0 when there is none or it has no number
 * @param clockDoubt why times of the snapshot are not believed, {@code ""} when all are; {@code lastError} has it too
 */
public record HostStatus(
        SessionSnapshot snapshot,
        long snapshotNanos,
        boolean reachable,
        Duration refreshTime,
        String lastError,
        int lastErrorCode,
        String clockDoubt) {

    /** The status before the first refresh. */
    static final HostStatus NOT_READ_YET =
            new HostStatus(SessionSnapshot.NEVER, 0, false, Duration.ZERO, "The host has not been read yet.", 0, "");

    /** Tells whether this is the first refresh that went wrong after one that did not, or the very first. */
    public boolean lost(HostStatus before) {
        return !reachable && (before.reachable || !before.wasRead());
    }

    /** Tells whether this is the first refresh that went well after one that did not. */
    public boolean regained(HostStatus before) {
        return reachable && !before.reachable && before.wasRead();
    }

    /** Returns the state of the Remote Desktop listeners, unknown while the host cannot be read. */
    public ListenerState listenerState() {
        return reachable
                ? ListenerState.of(
                        snapshot.sessions().stream().map(Session::row).toList())
                : ListenerState.UNKNOWN;
    }

    private boolean wasRead() {
        return !equals(NOT_READ_YET);
    }

    HostStatus failed(Duration took, String error, int code) {
        return new HostStatus(snapshot, snapshotNanos, false, took, error, code, clockDoubt);
    }
}
