package io.github.logoffd.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key material, read together and checked.
 *
 * @param serverKey the server's key and certificates
 * @param clientCas the authorities whose client certificates are trusted
 */
record TlsMaterial(ServerKey serverKey, List<X509Certificate> clientCas) {

    TlsMaterial {
        clientCas = List.copyOf(clientCas);
    }

    /**
     * Reads and checks the files.
     *
     * @throws TlsException with all problems
     */
    static TlsMaterial load(TlsConfig config, Instant now) throws TlsException {
        List<String> problems = new ArrayList<>();
        Optional<ServerKey> key = Optional.empty();
        try {
            key = Optional.of(KeyPairFile.read(config, now));
            problems.addAll(key.get().problems(now));
        } catch (TlsException e) {
            problems.addAll(e.problems());
        }
        List<X509Certificate> clientCas = clientCas(config, now, problems);
        if (!problems.isEmpty()) {
            throw new TlsException(problems);
        }
        return new TlsMaterial(key.orElseThrow(), clientCas);
    }

    private static List<X509Certificate> clientCas(TlsConfig config, Instant now, List<String> problems) {
        if (config.clientCa().isEmpty()) {
            return List.of();
        }
        TlsFile file = new TlsFile(config.clientCa().get(), "tls.clientCa");
        try {
            List<X509Certificate> authorities = PemFile.read(file).certificates();
            authorities.forEach(each -> problems.addAll(Validity.problems(each, file, now)));
            authorities.stream()
                    .filter(each -> each.getBasicConstraints() < 0)
                    .map(each -> "The certificate of "
                            + each.getSubjectX500Principal().getName() + " in " + file
                            + " is not that of an authority. Give authorities that issue client certificates.")
                    .forEach(problems::add);
            return authorities;
        } catch (TlsException e) {
            problems.addAll(e.problems());
            return List.of();
        }
    }

    /** Returns a new context, which resumes no session of an older one. */
    SSLContext context() throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OneKeyManager(serverKey)}, trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(
                    "The key material in " + serverKey.source() + " cannot be used for TLS (" + e + ").", e);
        }
    }

    /** Without authorities no client certificate is requested or trusted; the JDK's default list is never used. */
    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        if (clientCas.isEmpty()) {
            return new TrustManager[0];
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < clientCas.size(); i++) {
            store.setCertificateEntry("ca" + i, clientCas.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}
