package io.github.logoffd.web;

import io.github.logoffd.audit.history.HistorySource;
import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.MinuteCounts;
import io.github.logoffd.web.alertmanager.AlertmanagerHook;
import io.github.logoffd.web.endpoints.HostHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Data sources of the endpoints beside the beans.
 *
 * @param health the current health of the hosts
 * @param problems other problems of the service, one sentence each without secrets
 * @param events the journal of events
 * @param metrics the metrics; count every request
 * @param history the journal
 * @param counts the users of each host over the last 24 hours
 * @param alertmanager the hook for alerts, empty when it is disabled
 */
public record EndpointSources(
        Supplier<List<HostHealth>> health,
        Supplier<List<String>> problems,
        EventJournal events,
        Metrics metrics,
        HistorySource history,
        Supplier<Map<String, MinuteCounts>> counts,
        Optional<AlertmanagerHook> alertmanager) {}
