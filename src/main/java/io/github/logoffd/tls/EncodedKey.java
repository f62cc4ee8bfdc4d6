package io.github.logoffd.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private key in PKCS#8, as stored in its file. */
final class EncodedKey {

    /** The JDK names this family by its OID, and the member of it only in the string form of its parameters. */
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private final TlsFile file;
    private final byte[] content;
    private final boolean encrypted;

    EncodedKey(TlsFile file, byte[] content, boolean encrypted) {
        this.file = file;
        this.content = content;
        this.encrypted = encrypted;
    }

    /**
     * Returns the key.
     *
     * @param algorithm the algorithm of the certificate's key, {@code RSA} or {@code EC}
     */
    PrivateKey decoded(String algorithm, Optional<TlsFile> passwordFile) throws TlsException {
        PKCS8EncodedKeySpec spec = encrypted ? decrypted(passwordFile) : new PKCS8EncodedKeySpec(content);
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "The private key in " + file + " cannot be read as " + algorithm
                            + ", the algorithm of the certificate.",
                    e);
        }
    }

    private PKCS8EncodedKeySpec decrypted(Optional<TlsFile> passwordFile) throws TlsException {
        if (passwordFile.isEmpty()) {
            throw new TlsException("The private key in " + file
                    + " is encrypted. Set tls.passwordFile to the file with its password.");
        }
        char[] password = passwordFile.get().password();
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            String cipherName = cipherName(info);
            SecretKey secret = SecretKeyFactory.getInstance(cipherName).generateSecret(new PBEKeySpec(password));
            Cipher cipher = Cipher.getInstance(cipherName);
            cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (InvalidKeySpecException e) {
            throw new TlsException(
                    "The password in " + passwordFile.get() + " does not open the private key in " + file + '.', e);
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(
                    "The private key in " + file
                            + " is encrypted in a way that Java does not support. Use PBES2 with AES. This converts"
                            + " it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in "
                            + file.path() + " -out new-key.pem",
                    e);
        }
    }

    private static String cipherName(EncryptedPrivateKeyInfo info) {
        String name = info.getAlgName();
        return name.equals(PBES2) || name.equals("PBES2")
                ? info.getAlgParameters().toString()
                : name;
    }
}
