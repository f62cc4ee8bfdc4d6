package io.github.logoffd.monitor;

import io.github.logoffd.session.ListenerState;
import io.github.logoffd.session.Session;
import java.time.Duration;

/**
 * Latest snapshot of a host, and the result of the latest refresh. Immutable. When the latest refresh failed, the
 * snapshot is that of the last successful one and {@code reachable} is false: an old snapshot, marked as old, never an
 * empty one.
 *
 * @param snapshot the latest snapshot that succeeded
 * @param snapshotNanos when its refresh began, on the monotonic clock
 * @param reachable whether the latest refresh got a list of sessions
 * @param refreshTime how long the latest refresh took
 * @param lastError the error of the latest refresh, {@code ""} when none. The host can be reachable nevertheless: then
 *     single sessions could not be queried, and their missing values are unknown
 * @param lastErrorCode the Win32 number of that error, 0 when there is none or it has no number
 * @param clockDoubt why times of the snapshot are not trusted, {@code ""} when all are; {@code lastError} has it too
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

    /**
     * Returns whether this is the first failed refresh after a successful one, or the very first refresh and failed.
     */
    public boolean lost(HostStatus before) {
        return !reachable && (before.reachable || !before.wasRead());
    }

    /** Returns whether this is the first successful refresh after a failed one. */
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
