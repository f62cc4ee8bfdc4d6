package io.github.logoffd.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** A certificate authority that lives as long as the test, and issues what a real one should not, too. */
public final class TestAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final TestKey own;

    /** Makes an authority with a key of its own, such as {@code CN=Test CA}. */
    public TestAuthority(String name) throws Exception {
        KeyPair pair = keyPair("EC");
        X509Certificate certificate = sign(
                new Request(name).purposes().usage(KeyUsage.keyCertSign).authority(), pair.getPublic(), name, pair);
        own = new TestKey(pair.getPrivate(), List.of(certificate));
    }

    /** What is asked for: unless told otherwise an EC key, valid for a year, for servers and clients. */
    public static final class Request {

        private final String name;
        private String algorithm = "EC";
        private Instant start = Instant.now().minus(Duration.ofDays(1));
        private Instant end = Instant.now().plus(Duration.ofDays(365));
        private KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        private int usage = KeyUsage.digitalSignature;
        private boolean authority;
        private List<String> names = List.of("localhost");

        public Request(String name) {
            this.name = name;
        }

        public Request algorithm(String wanted) {
            algorithm = wanted;
            return this;
        }

        public Request valid(Instant from, Instant until) {
            start = from;
            end = until;
            return this;
        }

        public Request purposes(KeyPurposeId... wanted) {
            purposes = wanted;
            return this;
        }

        public Request usage(int wanted) {
            usage = wanted;
            return this;
        }

        /** Replaces localhost; the address 127.0.0.1 is there whenever there is a name. */
        public Request names(String... wanted) {
            names = List.of(wanted);
            return this;
        }

        private Request authority() {
            authority = true;
            return this;
        }
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    /** Returns a key and a certificate for localhost. */
    public TestKey issue(String name) throws Exception {
        return issue(new Request(name));
    }

    public TestKey issue(Request request) throws Exception {
        KeyPair pair = keyPair(request.algorithm);
        String issuer = certificate().getSubjectX500Principal().getName();
        KeyPair signer = new KeyPair(certificate().getPublicKey(), own.key());
        return new TestKey(pair.getPrivate(), List.of(sign(request, pair.getPublic(), issuer, signer), certificate()));
    }

    /** The name can end with a number of bits, such as {@code RSA-1024}. */
    private static KeyPair keyPair(String algorithm) throws GeneralSecurityException {
        String[] nameAndBits = algorithm.split("-", 2);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(nameAndBits[0]);
        if (nameAndBits.length > 1) {
            generator.initialize(Integer.parseInt(nameAndBits[1]));
        } else if (!algorithm.equals("Ed25519")) {
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        }
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(Request request, PublicKey key, String issuer, KeyPair signer)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal(issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(request.start),
                Date.from(request.end),
                new X500Principal(request.name),
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(request.authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(request.usage));
        if (request.purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(request.purposes));
        }
        if (!request.names.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(request.names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(Stream.concat(
                        Stream.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
                        names.stream().map(TestAuthority::alternative))
                .toArray(GeneralName[]::new));
    }

    private static GeneralName alternative(String name) {
        return new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
