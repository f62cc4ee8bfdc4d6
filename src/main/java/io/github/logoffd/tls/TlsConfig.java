package io.github.logoffd.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Locations of the key material, and the policy for client certificates.
 *
 * @param keyStore the server's certificate with its chain, and its key: {@code .p12}, {@code .pfx} or {@code .pem}
 * @param key the key, when it is not in the same PEM file
 * @param passwordFile the file whose only line is the password of the key store or of the key
 * @param clientCa the PEM file of the authorities whose client certificates are trusted
 * @param clientCertificates the policy; any value except {@code OFF} needs {@code clientCa}
 */
public record TlsConfig(
        Path keyStore,
        Optional<Path> key,
        Optional<Path> passwordFile,
        Optional<Path> clientCa,
        ClientCertificates clientCertificates) {

    /** Returns the files that only the service and administrators may read. */
    public List<Path> secretFiles() {
        return Stream.concat(Stream.of(keyStore), Stream.concat(key.stream(), passwordFile.stream()))
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

    private boolean endsWith(String suffix) {
        return keyStore.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }
}
