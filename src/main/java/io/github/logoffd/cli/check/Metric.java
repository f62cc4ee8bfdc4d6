package io.github.logoffd.cli.check;

import io.github.logoffd.session.LockState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A number of a host that can have thresholds. The names are what the command line takes and the labels of the
 * performance data; {@code jolokia-config/nagios/README.md} lists them, and a test keeps the two together.
 */
enum Metric {
    SESSIONS("sessions", "", "SessionCount", "sessions of the host, including those without a user"),
    USERS("users", "", "UserCount", "sessions with a user"),
    ACTIVE("active", "", "ActiveCount", "sessions with a user in state ACTIVE"),
    DISCONNECTED("disconnected", "", "DisconnectedCount", "sessions with a user in state DISCONNECTED"),
    LOCKED("locked", "", "LockedCount", "connected sessions with a user whose desktop is locked"),
    STUCK("stuck", "", "StuckCount", "sessions in state DOWN, or whose logoff is overdue"),
    DISCONNECTED_SECONDS("disconnectedSeconds", "s", "", "the longest time for which a user has been disconnected"),
    IDLE_SECONDS("idleSeconds", "s", "", "the longest time without input in a session in state ACTIVE"),
    AGE_SECONDS("ageSeconds", "s", "", "the age of the snapshot"),
    REACHABLE("reachable", "", "", "1 if the service can read the host, else 0"),
    LISTENER("listener", "", "", "1 if users can connect by Remote Desktop, 0 if its listener is down or missing");

    private final String text;
    private final String unit;
    private final String attribute;
    private final String meaning;

    Metric(String text, String unit, String attribute, String meaning) {
        this.text = text;
        this.unit = unit;
        this.attribute = attribute;
        this.meaning = meaning;
    }

    static Optional<Metric> of(String text) {
        return Arrays.stream(values())
                .filter(metric -> metric.text.equals(text))
                .findFirst();
    }

    String text() {
        return text;
    }

    /** Returns the unit in performance data, {@code ""} for counts. */
    String unit() {
        return unit;
    }

    /** Returns the attribute of the host's bean that counts it, {@code ""} when there is none. */
    String attribute() {
        return attribute;
    }

    String meaning() {
        return meaning;
    }

    /**
     * Returns the number, empty when it is unknown: a host that cannot be read has only its age and whether it is
     * reachable.
     */
    OptionalLong of(HostFacts host) {
        if (this == REACHABLE) {
            return OptionalLong.of(host.reachable() ? 1 : 0);
        }
        if (this == AGE_SECONDS) {
            return host.ageSeconds();
        }
        if (!host.reachable()) {
            return OptionalLong.empty();
        }
        if (this == LISTENER) {
            return host.listener();
        }
        return isPerSession()
                ? longest(concerned(host))
                : HostFacts.known(host.counts().getOrDefault(attribute, -1L));
    }

    /** Without such a session the value is 0 seconds; with one whose time is unknown it is unknown. */
    private static OptionalLong longest(List<SessionFacts> sessions) {
        return sessions.isEmpty()
                ? OptionalLong.of(0)
                : sessions.stream()
                        .map(SessionFacts::seconds)
                        .flatMapToLong(OptionalLong::stream)
                        .max();
    }

    /** Returns of how many sessions the number is not known: any of them could be worse than those that are. */
    long unknownSessions(HostFacts host) {
        return host.reachable() ? host.users().stream().filter(this::isUnknown).count() : 0;
    }

    private boolean isUnknown(SessionFacts session) {
        return switch (this) {
            case LOCKED -> session.lock() == LockState.UNKNOWN;
            case DISCONNECTED_SECONDS, IDLE_SECONDS ->
                concerns(session) && session.seconds().isEmpty();
            default -> false;
        };
    }

    /** Tells whether each session has a number of its own that thresholds are for. */
    boolean isPerSession() {
        return this == DISCONNECTED_SECONDS || this == IDLE_SECONDS;
    }

    /** Returns the sessions that this number is about, when it is about few enough to name them. */
    List<SessionFacts> concerned(HostFacts host) {
        return host.users().stream().filter(this::concerns).toList();
    }

    private boolean concerns(SessionFacts session) {
        return switch (this) {
            case DISCONNECTED, DISCONNECTED_SECONDS -> session.isDisconnected();
            case IDLE_SECONDS -> session.isActive();
            case LOCKED -> session.lock() == LockState.LOCKED;
            case STUCK -> session.stuck();
            default -> false;
        };
    }
}
