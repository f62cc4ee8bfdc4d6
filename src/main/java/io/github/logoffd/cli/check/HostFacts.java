package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.session.ListenerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Facts of a host that a check evaluates.
 *
 * @param reachable whether the service can read the host now; if not, all but the age is of an older time
 * @param lastError what went wrong, {@code ""} when nothing did
 * @param listener 1 when its Remote Desktop listeners accept connections, 0 when not, empty when unknown
 * @param ageSeconds how old the latest snapshot is, empty before the first
 * @param counts the counts of the host's bean by their attributes
 * @param users the sessions with a user
 */
record HostFacts(
        String name,
        boolean reachable,
        String lastError,
        OptionalLong listener,
        OptionalLong ageSeconds,
        Map<String, Long> counts,
        List<SessionFacts> users) {

    HostFacts {
        counts = Map.copyOf(counts);
        users = List.copyOf(users);
    }

    static HostFacts of(HostState host) throws ServiceException {
        JsonRecord attributes = host.attributes();
        Map<String, Long> counts = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            if (!metric.attribute().isEmpty()) {
                counts.put(metric.attribute(), attributes.number(metric.attribute()));
            }
        }
        List<SessionFacts> users = new ArrayList<>();
        for (JsonRecord session : host.sessions()) {
            if (SessionFacts.hasUser(session)) {
                users.add(SessionFacts.of(session));
            }
        }
        return new HostFacts(
                host.name(),
                attributes.flag("Reachable"),
                attributes.text("LastError"),
                listener(attributes.text("ListenerState")),
                known(attributes.number("SnapshotSeconds")),
                counts,
                users);
    }

    private static OptionalLong listener(String state) {
        return switch (ListenerState.valueOf(state)) {
            case LISTENING -> OptionalLong.of(1);
            case DOWN, MISSING -> OptionalLong.of(0);
            case UNKNOWN -> OptionalLong.empty();
        };
    }

    /** The service says -1 for a number that is not known. */
    static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
