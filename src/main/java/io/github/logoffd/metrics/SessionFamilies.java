package io.github.logoffd.metrics;

import static io.github.logoffd.metrics.Family.bytes;
import static io.github.logoffd.metrics.Family.count;
import static io.github.logoffd.metrics.Family.seconds;

import io.github.logoffd.config.MetricsConfig;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.support.text.VisibleText;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metric families with series per session: strings are labels of one of them; the numbers have only {@code host} and
 * {@code key}, so that their series last as long as the logon.
 */
final class SessionFamilies {

    private static final List<Family<Session>> NUMBERS = List.of(
            seconds(
                    "logoffd_session_idle_seconds",
                    "Seconds since the last input, or since the disconnect, at the time of the snapshot",
                    Session::idleSeconds),
            seconds(
                    "logoffd_session_disconnected_seconds",
                    "Seconds since the session was disconnected, at the time of the snapshot; only while it is"
                            + " disconnected and the time is known",
                    Session::disconnectedSeconds),
            seconds(
                    "logoffd_session_logon_age_seconds",
                    "Seconds since the logon at the time of the snapshot",
                    session -> session.ages().logon().seconds()),
            seconds(
                    "logoffd_session_cpu_seconds",
                    "User and kernel seconds of the session's running processes; decreases when one ends",
                    session -> Unit.millisToSeconds(session.processes().cpuMillis())),
            bytes(
                    "logoffd_session_working_set_bytes",
                    "Sum of the working sets of the session's processes; for another host only the lower 32 bits of each",
                    session -> session.processes().workingSetBytes()),
            count(
                    "logoffd_session_processes",
                    "Processes of the session",
                    session -> session.processes().count()));

    private static final Family<Shown> LOGOFF_ALLOWED = count(
            "logoffd_session_logoff_allowed",
            "Whether a logoff would be attempted, 1 or 0; 0 for every session while acting.enabled=no",
            shown -> shown.isLogoffAllowed() ? 1 : 0);

    /** The limit leaves out listeners and other sessions without a user before any user. */
    private static final Comparator<Session> USERS_FIRST =
            Comparator.comparing((Session session) -> session.row().hasUser()).reversed();

    private final MetricsConfig config;

    SessionFamilies(MetricsConfig config) {
        this.config = config;
    }

    /** Returns the number of sessions of a host that are left without series. */
    long leftOut(HostReading host) {
        return config.sessions() ? Math.max(0, host.sessions().size() - config.maxSessions()) : 0;
    }

    /** Returns the families, none when they are disabled. */
    Stream<MetricSnapshot> of(List<HostReading> hosts) {
        if (!config.sessions()) {
            return Stream.empty();
        }
        List<Shown> shown = hosts.stream().flatMap(this::shown).toList();
        return Stream.concat(
                Stream.of(info(shown), LOGOFF_ALLOWED.of(shown.stream(), subject -> labels(subject.session()))),
                NUMBERS.stream().map(family -> family.of(shown.stream().map(Shown::session), SessionFamilies::labels)));
    }

    private record Shown(Session session, SessionControl control) {

        String logoffState() {
            return control.stateOf(session).name();
        }

        boolean isLogoffAllowed() {
            return control.logoff().refusal(session).isEmpty();
        }
    }

    private Stream<Shown> shown(HostReading host) {
        return host.sessions().stream()
                .sorted(USERS_FIRST)
                .limit(config.maxSessions())
                .map(session -> new Shown(session, host.control()));
    }

    private InfoSnapshot info(List<Shown> sessions) {
        InfoSnapshot.Builder info = InfoSnapshot.builder()
                .name("logoffd_session")
                .help("A session, as shown by the latest snapshot; the value is always 1");
        sessions.forEach(shown ->
                info.dataPoint(new InfoDataPointSnapshot(labels(shown.session()).merge(texts(shown)))));
        return info.build();
    }

    private static Labels labels(Session session) {
        return Labels.of("host", session.host(), "key", session.key());
    }

    private Labels texts(Shown shown) {
        Session session = shown.session();
        Labels labels = Labels.of(
                "id", Long.toString(session.id()),
                "name", VisibleText.of(session.row().name()),
                "kind", session.row().kind().name(),
                "state", session.row().state().name(),
                "lock", session.detail().lock().name(),
                "logoff_state", shown.logoffState(),
                "client_protocol", session.client().protocol().name());
        return config.users() ? labels.merge(personal(session)) : labels;
    }

    /**
     * The personal labels. Clients choose these strings: invisible characters are escaped, and a NUL would make
     * Prometheus stop reading.
     */
    private static Labels personal(Session session) {
        ClientInfo client = session.client();
        return Labels.of(
                "account", VisibleText.of(session.account()),
                "client_name", VisibleText.of(client.name()),
                "client_address", VisibleText.of(client.address()));
    }
}
