package io.github.logoffd.cli.doctor;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.tls.ServerCertificate;
import io.github.logoffd.tls.TlsException;
import java.time.Instant;
import java.util.List;

/** The certificate of the server: usable, long enough valid, and for the names that clients use. */
final class CertificateCheck {

    private static final String NAME = "certificate";

    private CertificateCheck() {}

    static Finding of(ServiceConfig config, Instant now) {
        if (config.tls().isEmpty()) {
            return plainText(config);
        }
        try {
            return of(ServerCertificate.read(config.tls().get(), now), config, now);
        } catch (TlsException e) {
            return new Finding(NAME, Mark.FAIL, e.problems());
        }
    }

    private static Finding plainText(ServiceConfig config) {
        return config.http().address().isLoopbackAddress()
                ? Finding.ok(NAME, "None: the service is reachable from this machine only, without TLS.")
                : Finding.warn(
                        NAME,
                        "The service is reachable from the network at "
                                + IpText.of(config.http().address())
                                + " without TLS, so passwords can be read on the way. Set tls.keystore in "
                                + config.source() + '.');
    }

    private static Finding of(ServerCertificate certificate, ServiceConfig config, Instant now) {
        Finding.Collector problems = new Finding.Collector(NAME);
        certificate.warnings().forEach(problems::warn);
        if (certificate.endsSoon(now)) {
            problems.warn(
                    "The certificate of " + certificate.subject() + " expires at " + certificate.end() + ". Renew it.");
        }
        List<String> lacks = certificate.lacks(config.http().hosts());
        if (!lacks.isEmpty()) {
            problems.warn("The certificate of " + certificate.subject() + " is for " + certificate.names()
                    + ". Clients that use " + String.join(", ", lacks)
                    + " (http.hosts) reject it. Issue one with these names.");
        }
        return problems.finding("The certificate of " + certificate.subject() + " for " + certificate.names() + " ("
                + certificate.key() + ") is valid until " + certificate.end() + '.');
    }
}
