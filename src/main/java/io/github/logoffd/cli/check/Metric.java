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
    SESSIONS("sessions", "", "sessions of the host, including those without a user"),
    USERS("users", "", "sessions with a user"),
    ACTIVE("active", "", "sessions with a user in state ACTIVE"),
    DISCONNECTED("disconnected", "", "sessions with a user in state DISCONNECTED"),
    LOCKED("locked", "", "connected sessions with a user whose desktop is locked"),
    STUCK("stuck", "", "sessions in state DOWN, or whose logoff is overdue, including those without a user"),
    DISCONNECTED_SECONDS("disconnectedSeconds", "s", "the longest time for which a user has been disconnected"),
    IDLE_SECONDS("idleSeconds", "s", "the longest time without input in a session in state ACTIVE"),
    MEMORY("memory", "B", "the largest working set of the processes of a session with a user"),
    CPU("cpu", "s", "the longest processor time of the running processes of a session with a user"),
    AGE_SECONDS("ageSeconds", "s", "the age of the snapshot"),
    REACHABLE("reachable", "", "1 if the service can read the host, else 0"),
    LISTENER("listener", "", "1 if users can connect by Remote Desktop, 0 if its listener is down or missing");

    private final String text;
    private final String unit;
    private final String meaning;

    Metric(String text, String unit, String meaning) {
        this.text = text;
        this.unit = unit;
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
        List<SessionFacts> concerned = concerned(host);
        return isPerSession() ? largest(concerned) : OptionalLong.of(concerned.size());
    }

    /** Without such a session the value is 0; with one whose number is unknown it is unknown. */
    private OptionalLong largest(List<SessionFacts> sessions) {
        return sessions.isEmpty()
                ? OptionalLong.of(0)
                : sessions.stream()
                        .map(this::of)
                        .flatMapToLong(OptionalLong::stream)
                        .max();
    }

    /** Returns the number of one session, if this metric {@link #isPerSession() has} one; empty when it is unknown. */
    OptionalLong of(SessionFacts session) {
        return switch (this) {
            case MEMORY -> session.workingSetBytes();
            case CPU -> session.cpuSeconds();
            default -> session.seconds();
        };
    }

    /** Returns the sessions of which the number is not known: any of them could be worse than those that are. */
    List<SessionFacts> unknown(HostFacts host) {
        return host.reachable()
                ? host.sessions().stream().filter(this::isUnknown).toList()
                : List.of();
    }

    private boolean isUnknown(SessionFacts session) {
        return this == LOCKED
                ? session.hasUser() && session.lock() == LockState.UNKNOWN
                : isPerSession() && concerns(session) && of(session).isEmpty();
    }

    /** Tells whether each session has a number of its own that thresholds are for. */
    boolean isPerSession() {
        return switch (this) {
            case DISCONNECTED_SECONDS, IDLE_SECONDS, MEMORY, CPU -> true;
            default -> false;
        };
    }

    /** Tells whether this is about few enough sessions to name them. */
    boolean namesSessions() {
        return isPerSession() || this == DISCONNECTED || this == LOCKED || this == STUCK;
    }

    /** Returns the sessions that this number is about. */
    List<SessionFacts> concerned(HostFacts host) {
        return host.sessions().stream().filter(this::concerns).toList();
    }

    private boolean concerns(SessionFacts session) {
        return switch (this) {
            case SESSIONS -> true;
            case USERS, MEMORY, CPU -> session.hasUser();
            case ACTIVE, IDLE_SECONDS -> session.isActive();
            case DISCONNECTED, DISCONNECTED_SECONDS -> session.isDisconnected();
            case LOCKED -> session.hasUser() && session.lock() == LockState.LOCKED;
            case STUCK -> session.stuck();
            case AGE_SECONDS, REACHABLE, LISTENER -> false;
        };
    }
}
