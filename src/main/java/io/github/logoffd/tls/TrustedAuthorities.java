package io.github.logoffd.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Trust anchors of a client, in place of the JDK's default list: the certificates of one PEM file, either of
 * authorities or of the server.
 */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * Returns a context for clients that trusts only these and presents no certificate.
     *
     * @param option the option that names the file, for messages
     * @throws TlsException when the file cannot be used
     */
    public static SSLContext context(Path pem, String option) throws TlsException {
        TlsFile file = new TlsFile(pem, option);
        try {
            return context(PemFile.read(file).certificates());
        } catch (TlsException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("The file " + file + " cannot be used for TLS (" + e + ").", e);
        }
    }

    private static SSLContext context(List<X509Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca" + i, trusted.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
