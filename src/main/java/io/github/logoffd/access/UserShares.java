package io.github.logoffd.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Places that users share, such as open streams: one user gets at most half of them, and all monitors together three
 * quarters, so that operators find one. Thread-safe.
 */
public final class UserShares {

    private final int places;

    @GuardedBy("this")
    private final Map<String, Integer> takenByUser = new HashMap<>();

    @GuardedBy("this")
    private int taken;

    @GuardedBy("this")
    private int takenByMonitors;

    /** Creates free places; the number is at least 1. */
    public UserShares(int places) {
        this.places = places;
    }

    /** Takes a place; empty when all are taken, or the share of this user or of the monitors is used up. */
    public synchronized Optional<Place> take(String user, Role role) {
        int ofUser = takenByUser.getOrDefault(user, 0);
        boolean monitor = role == Role.MONITOR;
        if (taken >= places || ofUser >= places - places / 2 || (monitor && takenByMonitors >= places - places / 4)) {
            return Optional.empty();
        }
        count(user, monitor, 1);
        return Optional.of(new Place(user, monitor));
    }

    @GuardedBy("this")
    private void count(String user, boolean monitor, int change) {
        taken += change;
        takenByMonitors += monitor ? change : 0;
        takenByUser.merge(user, change, (before, more) -> before + more == 0 ? null : before + more);
    }

    /** A taken place; closing it gives it back, once. Thread-safe. */
    public final class Place implements AutoCloseable {

        private final String user;
        private final boolean monitor;
        private boolean returned;

        private Place(String user, boolean monitor) {
            this.user = user;
            this.monitor = monitor;
        }

        @Override
        public void close() {
            synchronized (UserShares.this) {
                if (!returned) {
                    returned = true;
                    count(user, monitor, -1);
                }
            }
        }
    }
}
