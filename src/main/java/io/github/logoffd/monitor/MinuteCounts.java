package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many users one host had in each minute of the last 24 hours. Kept in memory only: one entry a minute, the last
 * one read in it, in an array of fixed size. A minute in which the host could not be read is unknown. Thread-safe.
 */
public final class MinuteCounts {

    /** The number of minutes that are kept. */
    public static final int MINUTES = 24 * 60;

    private static final int SECONDS = 60;
    private static final int UNKNOWN = -1;

    /**
     * The counts of one minute, each -1 when unknown.
     *
     * @param minute minutes since the epoch
     * @param users sessions with a user, including the console
     * @param active those in state ACTIVE
     * @param disconnected those in state DISCONNECTED
     */
    public record Minute(long minute, int users, int active, int disconnected) {

        static Minute unknown(long minute) {
            return new Minute(minute, UNKNOWN, UNKNOWN, UNKNOWN);
        }

        /** Returns whether the host was read in this minute. */
        public boolean isKnown() {
            return users >= 0;
        }
    }

    private final Minute[] ring = new Minute[MINUTES];

    /** Creates counts that know nothing. */
    public MinuteCounts() {
        Arrays.fill(ring, Minute.unknown(Long.MIN_VALUE));
    }

    /** Counts the users of a status, unless it is an old snapshot of a host that cannot be read now. */
    public synchronized void count(HostStatus status) {
        if (!status.reachable()) {
            return;
        }
        int users = 0;
        int active = 0;
        int disconnected = 0;
        for (Session session : status.snapshot().sessions()) {
            if (session.row().hasUser()) {
                users++;
                active += session.row().state() == SessionState.ACTIVE ? 1 : 0;
                disconnected += session.row().state() == SessionState.DISCONNECTED ? 1 : 0;
            }
        }
        long minute = minuteOf(status.snapshot().takenAt());
        ring[place(minute)] = new Minute(minute, users, active, disconnected);
    }

    /** Returns every minute of the 24 hours that end with this one, oldest first. */
    public synchronized List<Minute> until(Instant last) {
        long end = minuteOf(last);
        List<Minute> minutes = new ArrayList<>(MINUTES);
        for (long minute = end - MINUTES + 1; minute <= end; minute++) {
            Minute kept = ring[place(minute)];
            minutes.add(kept.minute() == minute ? kept : Minute.unknown(minute));
        }
        return minutes;
    }

    private static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    private static int place(long minute) {
        return Math.floorMod(minute, MINUTES);
    }
}
