package io.github.logoffd.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A stored password: PBKDF2 with HMAC-SHA-512, written as {@code pbkdf2-sha512:iterations:salt:hash} with salt and hash
 * in Base64, so that stored hashes stay valid when the number of iterations is raised. New hashes use the number of the
 * OWASP Password Storage Cheat Sheet
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Immutable.
 */
final class PasswordHash {

    static final int ITERATIONS = 210_000;

    /**
     * Bounds for stored iteration counts: fewer protect badly, and more would let one line of the file keep a processor
     * busy.
     */
    static final int LEAST_ITERATIONS = 100_000;

    private static final int MOST_ITERATIONS = 5_000_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 64;
    private static final String SCHEME = "pbkdf2-sha512";
    private static final Pattern TEXT =
            Pattern.compile(SCHEME + ":([1-9]\\d{5,6}):([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{86}==)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a password with a new salt. Takes a good part of a second of processor time. */
    static PasswordHash of(String password) {
        return of(password, ITERATIONS);
    }

    static PasswordHash of(String password, int iterations) {
        byte[] salt = randomBytes(SALT_BYTES);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations));
    }

    /** Returns a hash that matches no password but takes as long to compare. */
    static PasswordHash ofNobody(int iterations) {
        return new PasswordHash(iterations, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /** Parses the string form; empty when it is malformed or its number of iterations is out of bounds. */
    static Optional<PasswordHash> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int iterations = Integer.parseInt(matcher.group(1));
        if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            return Optional.empty();
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return Optional.of(
                new PasswordHash(iterations, base64.decode(matcher.group(2)), base64.decode(matcher.group(3))));
    }

    /** Returns whether this is the hash of a password; takes the same time for either result. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    /** Takes the time of a comparison with this number of iterations, zero for none. */
    static void spend(int iterations, String password) {
        if (iterations > 0) {
            byte[] unused = derive(password, new byte[SALT_BYTES], iterations);
        }
    }

    int iterations() {
        return iterations;
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + ':' + iterations + ':' + base64.encodeToString(salt) + ':' + base64.encodeToString(hash);
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot hash passwords with PBKDF2 and SHA-512.", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Omits salt and hash: string forms of objects end up in logs. */
    @Override
    public String toString() {
        return SCHEME + ':' + iterations;
    }
}
