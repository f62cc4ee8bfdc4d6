package io.github.logoffd.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times of a session, all by the clock of its host and from one reply, so that a difference between two machines'
 * clocks never affects an age.
 *
 * <p>Windows returns zero for "never", and sometimes impossible values: a disconnect or an input before the logon.
 * Those are unknown here, and named in {@code contradiction}. A connection before the logon is plausible (the client
 * connects first, then a user logs on) and is kept.
 *
 * @param logon when the user logged on
 * @param connect when the client connected last
 * @param disconnect when the client was disconnected last; kept by Windows after the user has reconnected
 * @param lastInput the last key or mouse input; zero in Windows' answer, so unknown here, while disconnected
 * @param current the host's clock when it answered
 * @param contradiction the impossible values that Windows returned, for display; {@code ""} when the times agree
 */
public record SessionTimes(
        Optional<Instant> logon,
        Optional<Instant> connect,
        Optional<Instant> disconnect,
        Optional<Instant> lastInput,
        Optional<Instant> current,
        String contradiction) {

    /** No time is known. */
    public static final SessionTimes UNKNOWN =
            new SessionTimes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Creates times from the values of Windows, which may contradict each other. */
    public SessionTimes(
            Optional<Instant> logon,
            Optional<Instant> connect,
            Optional<Instant> disconnect,
            Optional<Instant> lastInput,
            Optional<Instant> current) {
        this(
                logon,
                connect,
                notBefore(logon, disconnect),
                notBefore(logon, lastInput),
                current,
                Stream.of(
                                before("disconnect", disconnect, "logon", logon),
                                before("last input", lastInput, "logon", logon),
                                before("clock of the host", current, "disconnect", disconnect),
                                before("clock of the host", current, "last input", lastInput))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; ")));
    }

    private static Optional<String> before(
            String name, Optional<Instant> time, String laterName, Optional<Instant> later) {
        boolean contradicts =
                time.isPresent() && later.isPresent() && time.get().isBefore(later.get());
        return contradicts
                ? Optional.of(name + ' ' + time.get() + " is before " + laterName + ' ' + later.get())
                : Optional.empty();
    }

    private static Optional<Instant> notBefore(Optional<Instant> start, Optional<Instant> time) {
        return time.filter(t -> start.isEmpty() || !t.isBefore(start.get()));
    }

    /**
     * Returns the whole seconds from {@code time} to the host's clock, -1 when either is unknown or the time is ahead.
     */
    public long secondsSince(Optional<Instant> time) {
        if (time.isEmpty() || current.isEmpty() || time.get().isAfter(current.get())) {
            return -1;
        }
        return Duration.between(time.get(), current.get()).toSeconds();
    }
}
