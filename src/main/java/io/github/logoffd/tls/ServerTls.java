package io.github.logoffd.tls;

import io.github.logoffd.files.FileStamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with the newest good key material. When connections come, the files are looked at every few seconds; when they have
 * changed and are good they are for the connections from then on, otherwise the last good ones stay and the log says why. A
 * renewal replaces key, certificate and authorities together, and ends the resumption of older sessions: what an authority that is
 * no longer there has let in must not come back. Thread-safe; a look keeps no other connection waiting.
 */
public final class ServerTls {

    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration WARN_BEFORE_END = Duration.ofDays(14);

    // The JDK reads it once, before the first connection. Without it a client can have the expensive part of a
    // handshake again and
    // again on one connection.
    static {
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final TlsConfig config;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private final SSLContext context = new SwitchingContext(this::newest);
    private volatile SSLContext newest;

    // The rest belongs to whoever holds the lock.
    private TlsMaterial material;
    private List<FileStamp> stamps;
    private long lastLook;
    private boolean warned;
    private String toldProblem = "";

    ServerTls(TlsConfig config, InstantSource clock, LongSupplier nanoTime) throws TlsException {
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong();
        stamps = FileStamp.of(config.files());
        material = TlsMaterial.load(config, clock.instant());
        newest = material.context();
        warnBeforeTheEnd();
    }

    /**
     * Reads the files.
     *
     * @throws TlsException when they cannot be used, with everything that is wrong
     */
    public static ServerTls open(TlsConfig config) throws TlsException {
        return new ServerTls(config, InstantSource.system(), System::nanoTime);
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

    /** Returns the context to make connections with, always the same one. */
    public SSLContext context() {
        return context;
    }

    /** Returns what a connection is to be set to: the protocols, the JDK's suites, and whether the client is asked. */
    public SSLParameters parameters() {
        SSLParameters parameters = newest.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        switch (config.clientCertificates()) {
            case OFF -> parameters.setWantClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    private SSLContext newest() {
        if (looking.tryLock()) {
            try {
                lookIfDue();
            } finally {
                looking.unlock();
            }
        }
        return newest;
    }

    private void lookIfDue() {
        long now = nanoTime.getAsLong();
        if (now - lastLook >= LOOK_EVERY.toNanos()) {
            lastLook = now;
            look();
            warnBeforeTheEnd();
        }
    }

    /** The stamps are taken before the files are read, so that what is written meanwhile is seen by the next look. */
    private void look() {
        List<FileStamp> found = FileStamp.of(config.files());
        if (found.equals(stamps)) {
            toldProblem = "";
            return;
        }
        try {
            TlsMaterial loaded = TlsMaterial.load(config, clock.instant());
            newest = loaded.context();
            material = loaded;
            stamps = found;
            toldProblem = "";
            warned = false;
            log.info(
                    "New TLS key material is in use: the certificate of {}, valid until {}",
                    subject(),
                    Validity.end(material.serverKey().certificate()));
        } catch (TlsException | RuntimeException e) {
            // Looked at again and again until it is good: a renewal writes one file after the other.
            tellOnce(String.valueOf(e.getMessage()));
        }
    }

    private void tellOnce(String problem) {
        if (!problem.equals(toldProblem)) {
            toldProblem = problem;
            log.error("The changed TLS files are not used, the ones before stay in use. {}", problem);
        }
    }

    private void warnBeforeTheEnd() {
        Instant end = Validity.end(material.serverKey().certificate());
        if (!warned && clock.instant().isAfter(end.minus(WARN_BEFORE_END))) {
            warned = true;
            log.warn(
                    "The certificate of {} in {} expires at {}; renew it",
                    subject(),
                    material.serverKey().file(),
                    end);
        }
    }

    private String subject() {
        return material.serverKey().certificate().getSubjectX500Principal().getName();
    }
}
