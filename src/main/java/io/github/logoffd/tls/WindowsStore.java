package io.github.logoffd.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Certificate with its key in the personal certificates of this Windows machine. The key stays there: it signs, and
 * need not be exportable.
 */
record WindowsStore(WindowsSelection selection) implements KeySource {

    /** The name that Java's provider for Windows gives to that store. */
    static final String TYPE = "Windows-MY-LOCALMACHINE";

    /**
     * Returns the chosen certificate: of several with one subject the valid one that was issued last, and if none is
     * valid the last, whose problem is then reported.
     */
    ServerKey read(Instant now) throws TlsException {
        try {
            KeyStore store = open();
            String alias = chosen(store, now)
                    .orElseThrow(
                            () -> new TlsException("The certificate store of this machine has no certificate with a"
                                    + " private key for " + this
                                    + ". Request one for the computer (not for a user), or change tls.keystore."));
            if (!(store.getKey(alias, null) instanceof PrivateKey key)) {
                throw new TlsException("The private key of " + this
                        + " cannot be used. Let the account of the service read it: certlm.msc, Manage Private Keys.");
            }
            return new ServerKey(this, key, chain(store, alias));
        } catch (TlsException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException(
                    "The certificate store of this machine cannot be read for " + this + " (" + e + ").", e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore store;
        try {
            store = KeyStore.getInstance(TYPE);
        } catch (KeyStoreException e) {
            throw new TlsException(
                    "This Java cannot read the certificate store of the machine for " + this
                            + ". It needs Windows, and Java 19 or newer, or an update of 17 that has the key store "
                            + TYPE
                            + ". Otherwise give a file that ends in .p12, .pfx or .pem.",
                    e);
        }
        store.load(null, null);
        return store;
    }

    private Optional<String> chosen(KeyStore store, Instant now) throws GeneralSecurityException {
        List<String> matching = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)
                    && store.getCertificate(alias) instanceof X509Certificate certificate
                    && selection.matches(certificate)) {
                matching.add(alias);
            }
        }
        Comparator<String> order = Comparator.comparing(alias -> isValid(certificate(store, alias), now));
        return matching.stream()
                .max(order.thenComparing(alias -> certificate(store, alias).getNotBefore()));
    }

    private boolean isValid(X509Certificate certificate, Instant now) {
        return Validity.problems(certificate, this, now).isEmpty();
    }

    private static X509Certificate certificate(KeyStore store, String alias) {
        try {
            return (X509Certificate) store.getCertificate(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException("The store was loaded.", e);
        }
    }

    /** Windows gives the authorities along, as far as the machine has their certificates. */
    private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }

    @Override
    public String toString() {
        return selection + " (tls.keystore)";
    }
}
