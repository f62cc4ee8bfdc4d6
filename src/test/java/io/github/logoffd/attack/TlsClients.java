package io.github.logoffd.attack;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority for server and clients, the server's files, and contexts of clients. */
final class TlsClients {

    private final TestAuthority authority = new TestAuthority("CN=Test CA");
    private final SSLContext trusting;

    TlsClients() throws Exception {
        trusting = context(new TestKey[0]);
    }

    TestAuthority authority() {
        return authority;
    }

    void writeServerFiles(Path folder) throws Exception {
        Path key = authority.issue("CN=localhost").writePem(folder.resolve("server.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("ca.pem"), TestKey.pem(authority.certificate()));
    }

    /** Returns the context of a client that trusts the server and shows no certificate. */
    SSLContext trusting() {
        return trusting;
    }

    /** Returns one that shows a certificate. */
    SSLContext showing(TestKey key) throws GeneralSecurityException, IOException {
        return context(key);
    }

    private SSLContext context(TestKey... shown) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore own = empty();
        for (TestKey key : shown) {
            own.setKeyEntry("own", key.key(), new char[0], key.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
