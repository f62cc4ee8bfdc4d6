package io.github.logoffd.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Private key of the server and its certificates.
 *
 * @param source where the certificates come from, for messages
 * @param key RSA or EC
 * @param chain the server's certificate first
 */
record ServerKey(KeySource source, PrivateKey key, List<X509Certificate> chain) {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int SHORTEST_RSA_BITS = 2048;
    private static final Set<String> SERVER_PURPOSES = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    ServerKey {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Returns one sentence for each reason why clients would reject it. */
    List<String> problems(Instant now) {
        List<String> problems = new ArrayList<>();
        if (!belongTogether()) {
            problems.add("The private key does not belong to the certificate of "
                    + certificate().getSubjectX500Principal().getName() + " in " + source + '.');
        }
        if (!isChain()) {
            problems.add("The certificates in " + source
                    + " are not a chain. Put the server's first, and after each the one of its issuer.");
        }
        chain.forEach(each -> problems.addAll(Validity.problems(each, source, now)));
        if (!isForServers()) {
            problems.add("The certificate of "
                    + certificate().getSubjectX500Principal().getName() + " in " + source
                    + " is not for servers. Use one with the key usage digitalSignature and the purpose"
                    + " serverAuth, or without limits.");
        }
        return problems;
    }

    /** Returns one sentence for each reason why some clients reject it. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String subject = certificate().getSubjectX500Principal().getName();
        if (!ServerNames.hasAlternatives(certificate())) {
            warnings.add("The certificate of " + subject + " in " + source + " has no subject alternative name, so"
                    + " browsers, curl and Java reject it. Issue one with the names that clients use.");
        }
        if (certificate().getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < SHORTEST_RSA_BITS) {
            warnings.add("The RSA key of " + subject + " in " + source + " has "
                    + rsa.getModulus().bitLength() + " bits, so many clients reject it. Use at least "
                    + SHORTEST_RSA_BITS + '.');
        }
        return warnings;
    }

    /** Two signatures, since the provider of a key that Windows holds need not verify. */
    private boolean belongTogether() {
        byte[] probe = "logoffd".getBytes(StandardCharsets.US_ASCII);
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate().getPublicKey());
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            // A key whose kind or size differs from the certificate's.
            return false;
        }
    }

    private boolean isChain() {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
        return true;
    }

    private boolean isForServers() {
        boolean[] usage = certificate().getKeyUsage();
        try {
            List<String> purposes = certificate().getExtendedKeyUsage();
            return (usage == null || usage[DIGITAL_SIGNATURE])
                    && (purposes == null || purposes.stream().anyMatch(SERVER_PURPOSES::contains));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
