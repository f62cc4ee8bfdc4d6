package io.github.logoffd.config;

import io.github.logoffd.control.ActingRules;
import io.github.logoffd.tls.TlsConfig;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration of the service. Immutable; nothing of it changes while the service runs.
 *
 * @param source the file it came from, {@code ""} when it is the built-in one
 * @param hosts the hosts that are named beside this machine, or with options for it
 * @param hostTimeout how long a host may take for one answer
 * @param refreshInterval the time from the end of one refresh to the start of the next
 * @param logoffTimeout how long {@code wait=true} waits, for many sessions together, and after which a logoff counts as stuck
 * @param logoffMaxWaiting how many requests to act may be under way at once, most of them waiting
 * @param requestIdsKept how long a request id that was used up gets its answer again
 * @param countdownFile where running countdowns are remembered across a restart
 * @param acting the rules for requests to act
 * @param httpAddress where the HTTP server listens
 * @param httpPort its port, 0 for any free one
 * @param httpConnections how many requests it carries out at once, each on a thread
 * @param httpHosts names beside localhost and the addresses under which clients may address it
 * @param httpMaxRequestBytes the largest request body
 * @param usersFile where the users stand
 * @param tls where the key material lies; without it the server speaks plain HTTP
 * @param rmi where the connector for JMX clients listens; empty when there is none
 * @param eventsBuffer how many events are kept for readers that come back
 * @param eventsMaxStreams how many may follow the events over HTTP at once
 * @param metrics what metrics say about single sessions
 * @param alertmanager what alerts may end sessions; empty when none may
 * @param auditFile where requests to act and their outcomes are recorded
 * @param auditMaxBytes how large it may become before it is put aside
 * @param auditFiles how many older ones are kept, 0 for all
 * @param jolokia Jolokia's own configuration
 */
public record ServiceConfig(
        String source,
        List<HostEntry> hosts,
        Duration hostTimeout,
        Duration refreshInterval,
        Duration logoffTimeout,
        int logoffMaxWaiting,
        Duration requestIdsKept,
        Path countdownFile,
        ActingRules acting,
        InetAddress httpAddress,
        int httpPort,
        int httpConnections,
        Set<String> httpHosts,
        int httpMaxRequestBytes,
        Path usersFile,
        Optional<TlsConfig> tls,
        Optional<RmiConfig> rmi,
        int eventsBuffer,
        int eventsMaxStreams,
        MetricsConfig metrics,
        Optional<AlertmanagerConfig> alertmanager,
        Path auditFile,
        int auditMaxBytes,
        int auditFiles,
        JolokiaFiles jolokia) {

    public ServiceConfig {
        hosts = List.copyOf(hosts);
        httpHosts = Set.copyOf(httpHosts);
    }

    /** Returns where the passwords of the first users are written: beside the users. */
    public Path firstPasswordsFile() {
        return usersFile.resolveSibling("initial-passwords.txt");
    }

    /**
     * Returns the locks that a running service holds, each in a folder that it writes to: that of the audit file, with the renamed ones
     * beside it, and that of the countdowns. They are by folder and not by file, since what is renamed and deleted there goes by
     * patterns of names. The folder of the users is not among them: a service only reads that file, and whoever changes it takes a
     * lock of that file.
     */
    public Set<Path> lockFiles() {
        return Stream.of(auditFile, countdownFile)
                .map(file -> file.toAbsolutePath().normalize().resolveSibling("logoffd.lock"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
