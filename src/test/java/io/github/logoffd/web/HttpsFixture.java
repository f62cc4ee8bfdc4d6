package io.github.logoffd.web;

import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key material in a folder of the test, and clients that trust it. */
public final class HttpsFixture {

    public final TestAuthority authority = new TestAuthority("CN=Test CA");
    private final Path folder;

    public HttpsFixture(Path folder) throws Exception {
        this.folder = folder;
        authority.issue("CN=first").writePem(keyStore());
    }

    Path keyStore() {
        return folder.resolve("server.pem");
    }

    public TlsConfig config() {
        return new TlsConfig(keyStore(), Optional.empty(), Optional.empty(), Optional.empty(), ClientCertificates.OFF);
    }

    /** Clients' certificates are from the same authority as the server's. */
    public TlsConfig config(ClientCertificates clients) throws Exception {
        Path clientCa = Files.writeString(folder.resolve("ca.pem"), TestKey.pem(authority.certificate()));
        return new TlsConfig(keyStore(), Optional.empty(), Optional.empty(), Optional.of(clientCa), clients);
    }

    /** Returns a client's context that trusts the authority and shows no certificate. */
    public SSLContext client() throws Exception {
        return context(Optional.empty());
    }

    public SSLContext client(TestKey shown) throws Exception {
        return context(Optional.of(shown));
    }

    private SSLContext context(Optional<TestKey> shown) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (shown.isPresent()) {
            own.setKeyEntry(
                    "own", shown.get().key(), new char[0], shown.get().chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static ServiceConfig service(TlsConfig tls) throws Exception {
        JolokiaFiles files = HttpFixture.shippedFiles();
        return HttpFixture.config(files, 0, Optional.of(tls));
    }
}
