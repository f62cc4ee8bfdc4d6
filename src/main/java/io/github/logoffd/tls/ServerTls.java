package io.github.logoffd.tls;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.Reloading;
import io.github.logoffd.support.files.ReloadingFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
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
 * TLS 1.2 and 1.3 with the newest valid key material, shared by all ports of the service. Valid changed files apply to
 * new connections, on all ports at the same moment; otherwise the last valid ones stay in force and the log has the
 * reason, also when the certificate is for other names. A renewal replaces key, certificate and authorities together,
 * and prevents the resumption of older sessions: a client admitted by a removed authority must not return. Thread-safe
 * except {@link #look}, which is for one thread; no connection waits for a file.
 */
public final class ServerTls implements Reloading {

    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** For TLS 1.2 the suites with forward secrecy and authenticated encryption; TLS 1.3 has no others. */
    private static final Pattern SUITES = Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*(_GCM_|CHACHA20).*");

    // The JDK reads it once, before the first connection. Without it a client can repeat the expensive part of a
    // handshake on one connection.
    static {
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    /** Material with the one context created from it. */
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

    // For the checking thread.
    private boolean warned;

    ServerTls(TlsConfig config, Set<String> hosts, InstantSource clock) throws TlsException {
        this.config = config;
        this.hosts = ServerNames.of(hosts);
        this.clock = clock;
        InUse first = InUse.load(config, clock.instant());
        newest = new ReloadingFile<>(
                "TLS key material", new KeyStamps(config, clock), first, this::renewed, this::replaced);
        warnOf(newest.get());
        warnBeforeTheEnd();
    }

    /**
     * Reads the files.
     *
     * @param hosts allowed names and addresses of a renewed certificate, in addition to those of the previous one
     * @throws TlsException when they cannot be used, with all problems
     */
    public static ServerTls open(TlsConfig config, Set<String> hosts) throws TlsException {
        return new ServerTls(config, hosts, InstantSource.system());
    }

    /**
     * Clients identify the server by its names: a certificate for other names is a mistake, or belongs to another
     * server.
     */
    private InUse renewed(InUse inForce) throws TlsException {
        InUse read = InUse.load(config, clock.instant());
        ServerNames wanted = hosts.and(ServerNames.of(inForce.certificate()));
        ServerNames found = ServerNames.of(read.certificate());
        if (!found.areForOneOf(wanted)) {
            throw new TlsException(
                    "The certificate in " + read.material().serverKey().source() + " is for other names: " + found
                            + ". Allowed: those of the previous one and of http.hosts (" + wanted
                            + "). A restart accepts it as it is.",
                    new RefusedFileException(
                            config.keyStoreFile().orElse(Path.of("certificate")),
                            "is for names other than those of the previous certificate and of http.hosts."));
        }
        return read;
    }

    /** Returns one sentence for each problem that prevents the use of the files now. */
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

    /**
     * Returns the parameters of a connection: the protocols, the suites, and whether a client certificate is requested.
     */
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
            warnOf(now);
        }
    }

    private static void warnOf(InUse inUse) {
        inUse.material().serverKey().warnings().forEach(log::warn);
    }

    private void warnBeforeTheEnd() {
        if (!warned && Validity.endsSoon(certificate(), clock.instant())) {
            warned = true;
            log.warn(
                    "The certificate of {} in {} expires at {}; renew it",
                    subject(),
                    newest.get().material().serverKey().source(),
                    end());
        }
    }

    /** Returns when the certificate in use expires. */
    public Instant end() {
        return Validity.end(certificate());
    }

    private String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    private X509Certificate certificate() {
        return newest.get().certificate();
    }
}
