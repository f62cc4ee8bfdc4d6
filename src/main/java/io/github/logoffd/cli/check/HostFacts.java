package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.session.ListenerState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Facts of a host that a check evaluates.
 *
 * @param reachable whether the service can read the host now; if not, all but the age is of an older time
 * @param lastError what went wrong, {@code ""} when nothing did
 * @param listener 1 when its Remote Desktop listeners accept connections, 0 when not, empty when unknown
 * @param ageSeconds how old the latest snapshot is, empty before the first
 * @param sessions those that the check evaluates
 * @param leftOut the number of other sessions with a user
 */
record HostFacts(
        String name,
        boolean reachable,
        String lastError,
        OptionalLong listener,
        OptionalLong ageSeconds,
        List<SessionFacts> sessions,
        long leftOut) {

    HostFacts {
        sessions = List.copyOf(sessions);
    }

    static HostFacts of(HostState host, SessionFilter filter) throws ServiceException {
        JsonRecord attributes = host.attributes();
        List<SessionFacts> sessions = new ArrayList<>();
        long leftOut = 0;
        for (JsonRecord each : host.sessions()) {
            SessionFacts session = SessionFacts.of(each);
            if (filter.accepts(session)) {
                sessions.add(session);
            } else if (session.hasUser()) {
                leftOut++;
            }
        }
        return new HostFacts(
                host.name(),
                attributes.flag("Reachable"),
                attributes.text("LastError"),
                listener(attributes.text("ListenerState")),
                known(attributes.number("SnapshotSeconds")),
                sessions,
                leftOut);
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
