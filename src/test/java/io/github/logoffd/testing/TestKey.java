package io.github.logoffd.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;

/**
 * A private key with its certificates, and the forms in which both are found in files.
 *
 * @param chain the key's own certificate first
 */
public record TestKey(PrivateKey key, List<X509Certificate> chain) {

    public TestKey {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Writes both as PKCS#12. */
    public Path writePkcs12(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    /** Writes both into one PEM file. */
    public Path writePem(Path file) throws IOException, GeneralSecurityException {
        return Files.writeString(file, chainPem() + keyPem());
    }

    public String chainPem() throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate each : chain) {
            text.append(pem(each));
        }
        return text.toString();
    }

    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** Encrypts the key with AES, as OpenSSL does when a key is converted. */
    public String encryptedKeyPem(String password) throws IOException, OperatorCreationException {
        return encryptedKeyPem(password, PKCS8Generator.AES_256_CBC);
    }

    public String encryptedKeyPem(String password, ASN1ObjectIdentifier cipher)
            throws IOException, OperatorCreationException {
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(cipher)
                .setProvider(new BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword(password.toCharArray())
                .build();
        byte[] content = new JcaPKCS8Generator(key, encryptor).generate().getContent();
        return pem("ENCRYPTED PRIVATE KEY", content);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
