package io.github.logoffd.cli.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A number of a host, and how bad it is.
 *
 * @param sessions those that are named because of it, the worst first
 */
record Finding(HostFacts host, Metric metric, OptionalLong value, Level level, List<Culprit> sessions) {

    /**
     * A session that is named.
     *
     * @param number of this session by which it is worse than others, empty when unknown
     */
    record Culprit(Level level, SessionFacts session, OptionalLong number) {

        private static final Comparator<Culprit> WORST_FIRST = Comparator.comparing(Culprit::level)
                .thenComparingLong(culprit -> culprit.number().orElse(-1))
                .reversed();
    }

    Finding {
        sessions = List.copyOf(sessions);
    }

    /** Looks at all numbers of a host. What is not known of a host that cannot be read needs no alarm of its own. */
    static List<Finding> of(HostFacts host, Thresholds thresholds) {
        List<Finding> findings = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            OptionalLong value = metric.of(host);
            Level level = level(host, metric, value, thresholds);
            boolean explained = level == Level.UNKNOWN && !host.reachable();
            findings.add(new Finding(
                    host, metric, value, explained ? Level.OK : level, culprits(host, metric, level, thresholds)));
        }
        return findings;
    }

    /** A session of which the number is not known could be outside any threshold. */
    private static Level level(HostFacts host, Metric metric, OptionalLong value, Thresholds thresholds) {
        Level level = thresholds.level(metric, value);
        return metric.unknown(host).isEmpty()
                ? level
                : Level.worse(level, thresholds.level(metric, OptionalLong.empty()));
    }

    private static List<Culprit> culprits(HostFacts host, Metric metric, Level level, Thresholds thresholds) {
        if (level == Level.OK || !metric.namesSessions() || !host.reachable()) {
            return List.of();
        }
        List<SessionFacts> named =
                level == Level.UNKNOWN && !metric.isPerSession() ? metric.unknown(host) : metric.concerned(host);
        return named.stream()
                .map(session -> culprit(session, metric, level, thresholds))
                .filter(culprit -> culprit.level() != Level.OK)
                .sorted(Culprit.WORST_FIRST)
                .toList();
    }

    private static Culprit culprit(SessionFacts session, Metric metric, Level level, Thresholds thresholds) {
        OptionalLong number = metric.of(session);
        return new Culprit(metric.isPerSession() ? thresholds.level(metric, number) : level, session, number);
    }
}
