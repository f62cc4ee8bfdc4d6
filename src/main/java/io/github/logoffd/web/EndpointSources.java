package io.github.logoffd.web;

import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.web.alertmanager.AlertmanagerHook;
import io.github.logoffd.web.endpoints.HostHealth;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is served beside the beans.
 *
 * @param health how the hosts are now
 * @param problems what else is wrong with the service, one sentence each without any secret
 * @param events what happens
 * @param metrics what Prometheus reads; told of every request
 * @param alertmanager what takes alerts, empty when nothing does
 */
public record EndpointSources(
        Supplier<List<HostHealth>> health,
        Supplier<List<String>> problems,
        EventJournal events,
        Metrics metrics,
        Optional<AlertmanagerHook> alertmanager) {}
