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
 * Configuration of the service. Immutable; it does not change while the service runs.
 *
 * @param source the file it came from, {@code ""} when it is the built-in one
 * @param acting the rules for requests to act
 * @param usersFile the file of the users
 * @param tls the files of the key material; without them the server speaks plain HTTP
 * @param rmi the connector for JMX clients; empty when it is disabled
 * @param alertmanager the alerts that may end sessions; empty when none may
 * @param jolokia Jolokia's own configuration
 */
public record ServiceConfig(
        String source,
        HostsConfig hosts,
        LogoffConfig logoff,
        ActingRules acting,
        HttpConfig http,
        ConsoleConfig console,
        Path usersFile,
        Optional<TlsConfig> tls,
        Optional<RmiConfig> rmi,
        EventsConfig events,
        MetricsConfig metrics,
        Optional<AlertmanagerConfig> alertmanager,
        AuditConfig audit,
        JolokiaFiles jolokia) {

    /** Returns the file of the initial passwords, beside that of the users. */
    public Path firstPasswordsFile() {
        return usersFile.resolveSibling("initial-passwords.txt");
    }

    /**
     * Returns the locks that a running service holds, each in a folder that it writes to: that of the audit file, with
     * the renamed ones beside it, and that of the countdowns. They are per folder, since files there are renamed and
     * deleted by name patterns. The folder of the users is not locked: a service only reads that file, and a command
     * that changes it locks the file itself.
     */
    public Set<Path> lockFiles() {
        return Stream.of(audit.file(), logoff.countdownFile())
                .map(file -> file.toAbsolutePath().normalize().resolveSibling("logoffd.lock"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
