package io.github.logoffd.tls;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.Reloading;
import io.github.logoffd.support.files.ReloadingFile;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with the newest good key material, one for all ports of the service. Changed files that are good are for the connections
 * from then on, on all ports at the same moment; otherwise the last good ones stay and the log says why, also when the certificate is for
 * other names. A renewal replaces key, certificate and authorities together, and ends the resumption of older sessions: what an authority
 * that is no longer there has let in must not come back. Thread-safe but for {@link #look}, which is for one thread; no connection waits
 * for a file.
 */
public final class ServerTls implements Reloading {

    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration WARN_BEFORE_END = Duration.ofDays(14);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Of TLS 1.2 those with forward secrecy and authenticated encryption; TLS 1.3 has no others. */
    private static final Pattern SUITES = Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*(_GCM_|CHACHA20).*");

    // The JDK reads it once, before the first connection. Without it a client can have the expensive part of a
    // handshake again and
    // again on one connection.
    static {
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    /** Material with the one context that is made of it. */
    private record InUse(TlsMaterial material, SSLContext context) {

        static InUse load(TlsConfig config, Instant now) throws TlsException {
            TlsMaterial material = TlsMaterial.load(config, now);
            return new InUse(material, material.context());
        }

        X509Certificate certificate() {
            return material.serverKey().certificate();
        }
    }

    private final TlsConfig config;
    private final ServerNames hosts;
    private final InstantSource clock;
    private final ReloadingFile<InUse> newest;

    // For the thread that looks.
    private boolean warned;

    ServerTls(TlsConfig config, Set<String> hosts, InstantSource clock) throws TlsException {
        this.config = config;
        this.hosts = ServerNames.of(hosts);
        this.clock = clock;
        newest = new ReloadingFile<>(
                "TLS key material", config.files(), InUse.load(config, clock.instant()), this::renewed, this::replaced);
        warnBeforeTheEnd();
    }

    /**
     * Reads the files.
     *
     * @param hosts names and addresses for which a renewed certificate may be, beside those of the one before
     * @throws TlsException when they cannot be used, with everything that is wrong
     */
    public static ServerTls open(TlsConfig config, Set<String> hosts) throws TlsException {
        return new ServerTls(config, hosts, InstantSource.system());
    }

    /** Clients know the server by its names: a certificate for other ones is a mistake, or another server's. */
    private InUse renewed(InUse inForce) throws TlsException {
        InUse read = InUse.load(config, clock.instant());
        ServerNames wanted = hosts.and(ServerNames.of(inForce.certificate()));
        ServerNames found = ServerNames.of(read.certificate());
        if (!found.areForOneOf(wanted)) {
            throw new TlsException(
                    "The certificate in " + read.material().serverKey().file() + " is for other names: " + found
                            + ". Allowed: those of the one before and of http.hosts (" + wanted
                            + "). A restart takes it as it is.",
                    new RefusedFileException(
                            config.keyStore(), "is for other names than the certificate before and http.hosts."));
        }
        return read;
    }

    /** Returns a sentence for everything that keeps the files from being used now. */
    public static List<String> problems(TlsConfig config) {
        try {
            TlsMaterial.load(config, Instant.now()).context();
            return List.of();
        } catch (TlsException e) {
            return e.problems();
        }
    }

    /** Returns the context for the next connection. */
    public SSLContext context() {
        return newest.get().context();
    }

    /** Returns what a connection is to be set to: the protocols, the suites, and whether the client is asked for a certificate. */
    public SSLParameters parameters() {
        SSLParameters parameters = context().getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS.clone());
        parameters.setCipherSuites(Stream.of(parameters.getCipherSuites())
                .filter(suite -> SUITES.matcher(suite).matches())
                .toArray(String[]::new));
        switch (config.clientCertificates()) {
            case OFF -> parameters.setWantClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    @Override
    public void look() {
        newest.look();
        warnBeforeTheEnd();
    }

    @Override
    public Optional<String> problem() {
        return newest.problem();
    }

    private void replaced(InUse before, InUse now) {
        if (!now.material().equals(before.material())) {
            warned = false;
            log.info("New TLS key material is in use: the certificate of {}, valid until {}", subject(), end());
        }
    }

    private void warnBeforeTheEnd() {
        if (!warned && clock.instant().isAfter(end().minus(WARN_BEFORE_END))) {
            warned = true;
            log.warn(
                    "The certificate of {} in {} expires at {}; renew it",
                    subject(),
                    newest.get().material().serverKey().file(),
                    end());
        }
    }

    private Instant end() {
        return Validity.end(certificate());
    }

    private String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    private X509Certificate certificate() {
        return newest.get().certificate();
    }
}
