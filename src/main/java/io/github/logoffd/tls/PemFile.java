package io.github.logoffd.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file. Text around them is skipped, as OpenSSL does. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final TlsFile file;
    private final List<Block> blocks;

    private PemFile(TlsFile file, List<Block> blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    /** The content between BEGIN and END, still as a string: a key in an older form has headers there. */
    private record Block(String label, String text) {}

    static PemFile read(TlsFile file) throws TlsException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(file.text());
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return new PemFile(file, blocks);
    }

    /** Returns the certificates in the order of the file, at least one. */
    List<X509Certificate> certificates() throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(bytes(block)));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException("The file " + file + " holds no certificate. Expected: PEM with BEGIN CERTIFICATE.");
        }
        return certificates;
    }

    private X509Certificate certificate(byte[] content) throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
        } catch (CertificateException e) {
            throw new TlsException("The file " + file + " holds a certificate that cannot be read.", e);
        }
    }

    /** Returns the only private key, which is PKCS#8, encrypted or not. */
    EncodedKey key() throws TlsException {
        List<Block> keys = blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw new TlsException("The file " + file + " holds " + keys.size()
                    + " private keys. Expected: exactly one, with BEGIN PRIVATE KEY.");
        }
        Block key = keys.get(0);
        return switch (key.label()) {
            case "PRIVATE KEY" -> new EncodedKey(file, bytes(key), false);
            case "ENCRYPTED PRIVATE KEY" -> new EncodedKey(file, bytes(key), true);
            default ->
                throw new TlsException("The file " + file + " holds a key in an older form (BEGIN " + key.label()
                        + "). Use PKCS#8 (BEGIN PRIVATE KEY). This converts it: openssl pkcs8 -topk8 -nocrypt -in "
                        + file.path() + " -out new-key.pem");
        };
    }

    private byte[] bytes(Block block) throws TlsException {
        try {
            return Base64.getDecoder().decode(block.text().replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new TlsException(
                    "The file " + file + " is damaged: what follows BEGIN " + block.label() + " is not Base64.", e);
        }
    }
}
