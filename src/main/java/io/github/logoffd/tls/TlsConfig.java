package io.github.logoffd.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Locations of the key material, and the policy for client certificates.
 *
 * @param keyStore the server's certificate with its chain, and its key: a {@code .p12}, {@code .pfx} or {@code .pem},
 *     or a certificate in the store of Windows
 * @param key the key, when it is not in the same PEM file
 * @param passwordFile the file whose only line is the password of the key store or of the key
 * @param clientCa the PEM file of the authorities whose client certificates are trusted
 * @param clientCertificates the policy; any value except {@code OFF} needs {@code clientCa}
 */
public record TlsConfig(
        KeyLocation keyStore,
        Optional<Path> key,
        Optional<Path> passwordFile,
        Optional<Path> clientCa,
        ClientCertificates clientCertificates) {

    /** Creates the configuration of a file. */
    public TlsConfig(
            Path keyStore,
            Optional<Path> key,
            Optional<Path> passwordFile,
            Optional<Path> clientCa,
            ClientCertificates clientCertificates) {
        this(new KeyLocation.InFile(keyStore), key, passwordFile, clientCa, clientCertificates);
    }

    /** Returns the file of the key store, empty when that is the one of Windows. */
    public Optional<Path> keyStoreFile() {
        return keyStore instanceof KeyLocation.InFile file ? Optional.of(file.path()) : Optional.empty();
    }

    /** Returns the files that only the service and administrators may read. */
    public List<Path> secretFiles() {
        return Stream.concat(keyStoreFile().stream(), Stream.concat(key.stream(), passwordFile.stream()))
                .toList();
    }

    List<Path> files() {
        return Stream.concat(secretFiles().stream(), clientCa.stream()).toList();
    }

    /** Returns whether the key store is PEM, by its name. */
    public boolean isPem() {
        return endsWith(".pem");
    }

    /** Returns whether the key store is PKCS#12, by its name. */
    public boolean isPkcs12() {
        return endsWith(".p12") || endsWith(".pfx");
    }

    /** Returns whether the key store is that of Windows. */
    public boolean isInWindows() {
        return keyStore instanceof KeyLocation.InWindows;
    }

    private boolean endsWith(String suffix) {
        return keyStoreFile()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(suffix))
                .isPresent();
    }
}
