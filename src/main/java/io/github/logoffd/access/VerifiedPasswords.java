package io.github.logoffd.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cache of passwords verified within the last five minutes, so that a poller does not pay for hashing with each
 * request. It stores HMACs under a random key that never leaves this object, at most one for each user. Thread-safe.
 */
final class VerifiedPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final class Entry {

        private final User user;
        private final byte[] mac;
        private final long sinceNanos;

        Entry(User user, byte[] mac, long sinceNanos) {
            this.user = user;
            this.mac = mac;
            this.sinceNanos = sinceNanos;
        }
    }

    private final LongSupplier nanoTime;
    private final Mac keyed;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    VerifiedPasswords(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        keyed = keyed();
    }

    private static Mac keyed() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(random, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot compute " + ALGORITHM + '.', e);
        }
    }

    /** Computes as much for a name without an entry, which may be that of no user. */
    Optional<User> find(String name, String password) {
        byte[] mac = mac(name, password);
        return Optional.ofNullable(entries.get(name))
                .filter(entry -> nanoTime.getAsLong() - entry.sinceNanos < KEPT.toNanos())
                .filter(entry -> MessageDigest.isEqual(entry.mac, mac))
                .map(entry -> entry.user);
    }

    void add(User user, String password) {
        entries.put(user.name(), new Entry(user, mac(user.name(), password), nanoTime.getAsLong()));
    }

    /** Cloning an initialized instance takes a fraction of the time of creating one. */
    private byte[] mac(String name, String password) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This JVM cannot copy an " + ALGORITHM + '.', e);
        }
    }
}
