package io.github.logoffd.jmx;

import io.github.logoffd.control.rules.ActingRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Subject of the Service bean: facts about the process.
 *
 * @param version the version of the product
 * @param startTime when the service started
 * @param hosts the names of the watched hosts
 * @param url where Jolokia answers
 * @param configurationFile the configuration that was read, {@code ""} for the built-in one
 * @param auditFile where the audit trail is written
 * @param problems supplies a sentence for everything that an administrator should look at
 * @param acting the rules for requests to act as they are now
 * @param rules supplies each of these rules as its key and value
 * @param certificateEnd supplies the end of the validity of the certificate, empty without TLS
 */
public record ServiceFacts(
        String version,
        Instant startTime,
        List<String> hosts,
        String url,
        String configurationFile,
        String auditFile,
        Supplier<List<String>> problems,
        Supplier<ActingRules> acting,
        Supplier<List<String>> rules,
        Supplier<Optional<Instant>> certificateEnd) {

    public ServiceFacts {
        hosts = List.copyOf(hosts);
    }
}
