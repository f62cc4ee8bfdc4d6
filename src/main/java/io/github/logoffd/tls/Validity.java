package io.github.logoffd.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Validity periods of certificates. */
final class Validity {

    private static final Duration WARN_BEFORE_END = Duration.ofDays(14);

    private Validity() {}

    static List<String> problems(X509Certificate certificate, KeySource source, Instant now) {
        Instant start = certificate.getNotBefore().toInstant();
        if (now.isBefore(start)) {
            return List.of(subject(certificate, source) + " is valid only from " + start + '.');
        }
        return now.isAfter(end(certificate))
                ? List.of(subject(certificate, source) + " expired at " + end(certificate) + '.')
                : List.of();
    }

    /** Returns whether an administrator should renew it now. */
    static boolean endsSoon(X509Certificate certificate, Instant now) {
        return now.isAfter(end(certificate).minus(WARN_BEFORE_END));
    }

    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static String subject(X509Certificate certificate, KeySource source) {
        return "The certificate of " + certificate.getSubjectX500Principal().getName() + " in " + source;
    }
}
