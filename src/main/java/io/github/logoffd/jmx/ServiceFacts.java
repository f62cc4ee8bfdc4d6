package io.github.logoffd.jmx;

import java.time.Instant;
import java.util.List;

/**
 * What the Service bean tells of the process.
 *
 * @param version the version of the product
 * @param startTime when the service started
 * @param hosts the names of the watched hosts
 * @param url where Jolokia answers
 * @param configurationFile the configuration that was read, {@code ""} for the built-in one
 * @param auditFile where the audit trail is written
 */
public record ServiceFacts(
        String version, Instant startTime, List<String> hosts, String url, String configurationFile, String auditFile) {

    public ServiceFacts {
        hosts = List.copyOf(hosts);
    }
}
