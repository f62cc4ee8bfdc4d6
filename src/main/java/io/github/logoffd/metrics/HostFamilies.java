package io.github.logoffd.metrics;

import static io.github.logoffd.metrics.Family.count;
import static io.github.logoffd.metrics.Family.seconds;

import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.session.ListenerState;
import io.github.logoffd.session.SessionState;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;

/** Metric families with series per host. */
final class HostFamilies {

    private final List<Family<HostReading>> numbers;

    HostFamilies(SessionFamilies sessions) {
        numbers = List.of(
                count(
                        "logoffd_host_reachable",
                        "Whether the latest refresh got a list of sessions, 1 or 0",
                        host -> host.status().reachable() ? 1 : 0),
                seconds(
                        "logoffd_host_snapshot_age_seconds",
                        "Age of the latest snapshot, which all numbers about sessions come from",
                        host -> host.monitor().snapshotSeconds()),
                seconds(
                        "logoffd_host_refresh_duration_seconds",
                        "How long the latest refresh took",
                        HostFamilies::refreshSeconds),
                count(
                        "logoffd_sessions_locked",
                        "Connected sessions with a user whose desktop is locked",
                        HostReading::usersLocked),
                count(
                        "logoffd_sessions_lock_unknown",
                        "Connected sessions with a user whose lock state is unknown",
                        HostReading::usersOfUnknownLock),
                count(
                        "logoffd_sessions_in_doubt",
                        "Sessions whose times are not trusted because the clock of the host was changed",
                        HostReading::usersOfDoubtfulTime),
                count(
                        "logoffd_sessions_stuck",
                        "Sessions in state DOWN, and sessions whose logoff was accepted but is overdue",
                        HostReading::stuck),
                count(
                        "logoffd_sessions_left_out",
                        "Sessions without series of their own because of metrics.maxSessions",
                        sessions::leftOut),
                count(
                        "logoffd_logoffs_pending",
                        "Logoffs under way",
                        host -> host.control().logoff().pendingCount()));
    }

    Stream<MetricSnapshot> of(List<HostReading> hosts) {
        return Stream.concat(
                numbers.stream().map(family -> family.of(hosts.stream(), HostFamilies::labels)),
                Stream.of(
                        byState(
                                "logoffd_sessions",
                                "Sessions, including listeners and services",
                                hosts,
                                HostReading::in),
                        byState(
                                "logoffd_user_sessions",
                                "Sessions with a user, including the console",
                                hosts,
                                HostReading::usersIn),
                        byState(
                                "logoffd_user_sessions_time_unknown",
                                "Sessions with a user whose disconnected or idle time is unknown",
                                hosts,
                                HostReading::usersOfUnknownTime),
                        listener(hosts),
                        logoffs(hosts)));
    }

    private static double refreshSeconds(HostReading host) {
        HostStatus status = host.status();
        return status.refreshTime().toNanos() / 1e9;
    }

    private static Labels labels(HostReading host) {
        return Labels.of("host", host.host());
    }

    /** Every state is always present, so that a sum or a rule never lacks one. */
    private static GaugeSnapshot byState(
            String name, String help, List<HostReading> hosts, ToLongBiFunction<HostReading, SessionState> count) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help + ", by state");
        for (HostReading host : hosts) {
            for (SessionState state : SessionState.values()) {
                gauge.dataPoint(new GaugeDataPointSnapshot(
                        count.applyAsLong(host, state), labels(host).add("state", state.name()), null));
            }
        }
        return gauge.build();
    }

    private static GaugeSnapshot listener(List<HostReading> hosts) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("logoffd_host_listener")
                .help("1 for the state of the Remote Desktop listeners of the host, 0 for the other states");
        for (HostReading host : hosts) {
            for (ListenerState state : ListenerState.values()) {
                gauge.dataPoint(new GaugeDataPointSnapshot(
                        host.status().listenerState() == state ? 1 : 0,
                        labels(host).add("state", state.name()),
                        null));
            }
        }
        return gauge.build();
    }

    private static CounterSnapshot logoffs(List<HostReading> hosts) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("logoffd_logoffs")
                .help("Logoffs since startup: done and verified, refused, or failed");
        for (HostReading host : hosts) {
            counter.dataPoint(counted(host, "done", host.logoffs().done()));
            counter.dataPoint(counted(host, "refused", host.logoffs().refused()));
            counter.dataPoint(counted(host, "failed", host.logoffs().failed()));
        }
        return counter.build();
    }

    private static CounterDataPointSnapshot counted(HostReading host, String outcome, long count) {
        return new CounterDataPointSnapshot(count, labels(host).add("outcome", outcome), null, 0);
    }
}
