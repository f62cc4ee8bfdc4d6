package io.github.logoffd.config;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.tls.TlsConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration of the service. Immutable; nothing of it changes while the service runs.
 *
 * @param source the file it came from, {@code ""} when it is the built-in one
 * @param acting the rules for requests to act
 * @param usersFile where the users stand
 * @param tls where the key material lies; without it the server speaks plain HTTP
 * @param rmi where the connector for JMX clients listens; empty when there is none
 * @param alertmanager what alerts may end sessions; empty when none may
 * @param jolokia Jolokia's own configuration
 */
public record ServiceConfig(
        String source,
        HostsConfig hosts,
        LogoffConfig logoff,
        ActingRules acting,
        HttpConfig http,
        Path usersFile,
        Optional<TlsConfig> tls,
        Optional<RmiConfig> rmi,
        EventsConfig events,
        MetricsConfig metrics,
        Optional<AlertmanagerConfig> alertmanager,
        AuditConfig audit,
        JolokiaFiles jolokia) {

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
        return Stream.of(audit.file(), logoff.countdownFile())
                .map(file -> file.toAbsolutePath().normalize().resolveSibling("logoffd.lock"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
