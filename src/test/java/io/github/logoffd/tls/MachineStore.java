package io.github.logoffd.tls;

import io.github.logoffd.testing.TestKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in for Java's provider for the certificate store of Windows: a key store of the same name whose keys sign and
 * are not given away. There is one for the process, as in Windows.
 */
final class MachineStore implements AutoCloseable {

    private static final String NAME = "StandInForMscapi";
    private static final Map<String, TestKey> ENTRIES = Collections.synchronizedMap(new LinkedHashMap<>());
    private static final AtomicInteger LOADS = new AtomicInteger();

    private MachineStore() {}

    /** Installs an empty store. */
    static MachineStore install() {
        ENTRIES.clear();
        LOADS.set(0);
        Security.addProvider(new StandIn());
        return new MachineStore();
    }

    void put(String alias, TestKey key) {
        ENTRIES.put(alias, key);
    }

    void remove(String alias) {
        ENTRIES.remove(alias);
    }

    /** Returns how often the store was opened. */
    int loads() {
        return LOADS.get();
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
        ENTRIES.clear();
    }

    /** The provider. */
    public static final class StandIn extends Provider {

        private static final long serialVersionUID = 1L;

        StandIn() {
            super(NAME, "1", "The certificate store of a Windows machine, for tests");
            put("KeyStore." + WindowsStore.TYPE, Store.class.getName());
            put("Signature.SHA256withECDSA", Signing.class.getName());
        }
    }

    private record Hidden(PrivateKey key) implements PrivateKey {

        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        @SuppressWarnings("NullAway") // As the keys of Windows do.
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** The only way to use a hidden key. */
    public static final class Signing extends SignatureSpi {

        private final Signature signature;

        public Signing() throws NoSuchAlgorithmException, NoSuchProviderException {
            signature = Signature.getInstance("SHA256withECDSA", "SunEC");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof Hidden hidden)) {
                throw new InvalidKeyException("Not a key of this store.");
            }
            signature.initSign(hidden.key());
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("This store only signs.");
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            signature.update(b);
        }

        @Override
        protected void engineUpdate(byte[] b, int offset, int length) throws SignatureException {
            signature.update(b, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] bytes) throws SignatureException {
            throw new SignatureException("This store only signs.");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) {
            if (parameters != null) {
                throw new UnsupportedOperationException();
            }
        }
    }

    /** The entries as they are at the moment of each call. */
    public static final class Store extends KeyStoreSpi {

        private Map<String, TestKey> loaded = Map.of();

        @Override
        public void engineLoad(InputStream stream, char[] password) {
            LOADS.incrementAndGet();
            loaded = new LinkedHashMap<>(ENTRIES);
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(loaded.keySet());
        }

        @Override
        public @Nullable Key engineGetKey(String alias, char[] password) {
            return loaded.containsKey(alias) ? new Hidden(loaded.get(alias).key()) : null;
        }

        @Override
        public Certificate @Nullable [] engineGetCertificateChain(String alias) {
            return loaded.containsKey(alias) ? loaded.get(alias).chain().toArray(Certificate[]::new) : null;
        }

        @Override
        public @Nullable Certificate engineGetCertificate(String alias) {
            return loaded.containsKey(alias) ? loaded.get(alias).certificate() : null;
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return loaded.containsKey(alias);
        }

        @Override
        public int engineSize() {
            return loaded.size();
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return loaded.containsKey(alias);
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public @Nullable String engineGetCertificateAlias(Certificate certificate) {
            return null;
        }

        @Override
        public @Nullable Date engineGetCreationDate(String alias) {
            return null;
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }
}
