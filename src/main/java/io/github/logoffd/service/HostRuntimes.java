package io.github.logoffd.service;

import io.github.logoffd.control.Automation;
import io.github.logoffd.metrics.MeasuredHost;
import io.github.logoffd.monitor.MinuteCounts;
import io.github.logoffd.session.HostName;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.web.endpoints.HostHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All hosts of the service. They end together, so that one that hangs costs no more time than one that does not. */
record HostRuntimes(List<HostRuntime> all) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HostRuntimes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    HostRuntimes {
        all = List.copyOf(all);
    }

    List<HostHealth> health() {
        return all.stream().map(HostRuntime::health).toList();
    }

    /**
     * Returns a sentence for each host whose clock was set, while times of its sessions are not trusted because of
     * that.
     */
    List<String> clockProblems() {
        return all.stream()
                .filter(watch -> !watch.clockDoubt().isEmpty())
                .map(watch -> watch.host() + ": " + watch.clockDoubt())
                .toList();
    }

    /** Returns the counts of the last 24 hours by host. */
    Map<String, MinuteCounts> counts() {
        return all.stream().collect(Collectors.toMap(HostRuntime::host, HostRuntime::counts));
    }

    List<MeasuredHost> measured() {
        return all.stream().map(HostRuntime::measured).toList();
    }

    /**
     * Returns the call for hooks of a host by its name; empty when the name is not that of exactly one watched host.
     */
    Optional<Automation> automation(String host) {
        List<String> meant = HostName.find(all.stream().map(HostRuntime::host).toList(), host);
        return all.stream()
                .filter(watch -> meant.size() == 1 && watch.host().equals(meant.get(0)))
                .map(HostRuntime::automation)
                .findFirst();
    }

    void awaitFirstSnapshots() {
        all.forEach(HostRuntime::awaitFirstSnapshot);
    }

    /** Refuses new requests to act; callers that wait get their answer now. */
    void stopActing() {
        all.forEach(HostRuntime::stopActing);
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = CompletableFuture.allOf(
                all.stream().map(HostRuntimes::closeApart).toArray(CompletableFuture<?>[]::new));
        try {
            closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            log.warn("Closing a host timed out; its handle stays open until the process ends");
        } catch (ExecutionException e) {
            log.error("A host could not be closed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Void> closeApart(HostRuntime watch) {
        return CompletableFuture.runAsync(
                watch::close,
                task -> DaemonThreads.named("close-" + watch.host())
                        .newThread(task)
                        .start());
    }
}
