package io.github.logoffd.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the server's key and certificates: from PKCS#12, from PEM, or from the certificate store of Windows. */
final class KeyPairFile {

    private KeyPairFile() {}

    static ServerKey read(TlsConfig config, Instant now) throws TlsException {
        return config.keyStore() instanceof KeyLocation.InWindows windows
                ? new WindowsStore(windows.selection()).read(now)
                : ofFile(config, ((KeyLocation.InFile) config.keyStore()).path());
    }

    private static ServerKey ofFile(TlsConfig config, Path file) throws TlsException {
        TlsFile keyStore = new TlsFile(file, "tls.keystore");
        Optional<TlsFile> password = config.passwordFile().map(path -> new TlsFile(path, "tls.passwordFile"));
        return config.isPem()
                ? pem(keyStore, config.key().map(path -> new TlsFile(path, "tls.key")), password)
                : pkcs12(keyStore, password);
    }

    private static ServerKey pem(TlsFile chainFile, Optional<TlsFile> keyFile, Optional<TlsFile> password)
            throws TlsException {
        PemFile chainPem = PemFile.read(chainFile);
        PemFile keyPem = keyFile.isPresent() ? PemFile.read(keyFile.get()) : chainPem;
        List<X509Certificate> chain = chainPem.certificates();
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        checkAlgorithm(algorithm, chainFile);
        return new ServerKey(chainFile, keyPem.key().decoded(algorithm, password), chain);
    }

    private static ServerKey pkcs12(TlsFile file, Optional<TlsFile> passwordFile) throws TlsException {
        char[] password = passwordFile.isPresent() ? passwordFile.get().password() : new char[0];
        byte[] content = file.bytes();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            String alias = onlyKey(store, file);
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : store.getCertificateChain(alias)) {
                chain.add((X509Certificate) certificate);
            }
            checkAlgorithm(chain.get(0).getPublicKey().getAlgorithm(), file);
            return new ServerKey(file, (PrivateKey) store.getKey(alias, password), chain);
        } catch (TlsException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, passwordFile, e);
        }
    }

    private static TlsException unreadable(TlsFile file, Optional<TlsFile> passwordFile, Exception e) {
        boolean wrongPassword =
                e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException;
        if (!wrongPassword) {
            return new TlsException("The file " + file + " cannot be read as PKCS#12.", e);
        }
        String sentence = passwordFile
                .map(given -> "The password in " + given + " does not open " + file + '.')
                .orElse("The file " + file + " has a password. Set tls.passwordFile to the file with it.");
        return new TlsException(sentence, e);
    }

    private static String onlyKey(KeyStore store, TlsFile file) throws GeneralSecurityException, TlsException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                    && store.getCertificateChain(alias) != null) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new TlsException("The file " + file + " holds " + keys.size()
                    + " private keys with certificates. Expected: exactly one.");
        }
        return keys.get(0);
    }

    private static void checkAlgorithm(String algorithm, TlsFile file) throws TlsException {
        if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
            throw new TlsException(
                    "The certificate in " + file + " is for a key of the kind " + algorithm + ". Allowed: RSA or EC.");
        }
    }
}
