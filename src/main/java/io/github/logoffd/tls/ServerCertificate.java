package io.github.logoffd.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Certificate of the configuration, for a check beside the running service.
 *
 * @param certificate the server's own
 * @param warnings one sentence for each reason why some clients reject it
 */
public record ServerCertificate(X509Certificate certificate, List<String> warnings) {

    public ServerCertificate {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads and checks the files.
     *
     * @throws TlsException when the service could not start with them, with all problems
     */
    public static ServerCertificate read(TlsConfig config, Instant now) throws TlsException {
        TlsMaterial material = TlsMaterial.load(config, now);
        material.context();
        return new ServerCertificate(
                material.serverKey().certificate(), material.serverKey().warnings());
    }

    /** Returns the distinguished name of its owner. */
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Returns the last moment at which it is valid. */
    public Instant end() {
        return Validity.end(certificate);
    }

    /** Returns whether it has to be renewed within 14 days. */
    public boolean endsSoon(Instant now) {
        return Validity.endsSoon(certificate, now);
    }

    /** Returns its names and addresses, separated by commas. */
    public String names() {
        return ServerNames.of(certificate).toString();
    }

    /** Returns those of the names that it is not for. */
    public List<String> lacks(Collection<String> hosts) {
        ServerNames mine = ServerNames.of(certificate);
        return hosts.stream()
                .filter(host -> !mine.areForOneOf(ServerNames.of(List.of(host))))
                .sorted()
                .toList();
    }

    /** Returns kind and size of the key, such as {@code RSA, 2048 bits}. */
    public String key() {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return algorithm + ", " + rsa.getModulus().bitLength() + " bits";
        }
        return certificate.getPublicKey() instanceof ECPublicKey ec
                ? algorithm + ", " + ec.getParams().getOrder().bitLength() + " bits"
                : algorithm;
    }

    /**
     * Returns a context for a client that accepts this certificate only, of any issuer. The name in the address need
     * not be compared then.
     */
    public SSLContext onlyThis() throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Pinned(certificate)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("This Java has no TLS (" + e + ").", e);
        }
    }

    /** An extended one, since the JDK checks chain and names beside any other. */
    private static final class Pinned extends X509ExtendedTrustManager {

        private final X509Certificate certificate;

        Pinned(X509Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (chain.length == 0 || !chain[0].equals(certificate)) {
                throw new CertificateException("The server shows another certificate than the configured one.");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("This is a client and has no clients.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
