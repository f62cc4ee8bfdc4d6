package io.github.logoffd.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Choice of a certificate in a store, such as {@code windows:subject=rds01.corp.example}. A thumbprint means one
 * certificate for ever; a subject means the newest valid one, so that a renewal is found.
 *
 * @param thumbprint the SHA-1 in lower case, {@code ""} when the subject chooses
 * @param subject the distinguished name or its CN, {@code ""} when the thumbprint chooses
 */
public record WindowsSelection(String thumbprint, String subject) {

    /** The beginning of a value of {@code tls.keystore} that is no file. */
    public static final String PREFIX = "windows:";

    /** The two forms, for messages. */
    public static final String FORMS = "windows:THUMBPRINT (40 hexadecimal digits) or windows:subject=NAME";

    private static final String SUBJECT = "subject=";
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-f]{40}");

    /** What Windows' dialogs put between the digits, and the invisible mark that they put before the first. */
    private static final Pattern NO_DIGITS = Pattern.compile("[\\s:\u200e]");

    /** Returns the choice of a value that begins with {@link #PREFIX}, empty when it has none of the forms. */
    public static Optional<WindowsSelection> parse(String value) {
        String text = value.substring(PREFIX.length()).strip();
        if (text.toLowerCase(Locale.ROOT).startsWith(SUBJECT)) {
            String name = text.substring(SUBJECT.length()).strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(new WindowsSelection("", name));
        }
        String digits = NO_DIGITS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        return THUMBPRINT.matcher(digits).matches() ? Optional.of(new WindowsSelection(digits, "")) : Optional.empty();
    }

    boolean matches(X509Certificate certificate) throws GeneralSecurityException {
        return subject.isEmpty() ? thumbprint.equals(thumbprint(certificate)) : isSubject(certificate);
    }

    private boolean isSubject(X509Certificate certificate) {
        X500Principal own = certificate.getSubjectX500Principal();
        if (subject.indexOf('=') < 0) {
            return lower(subject).equals(lower(ServerNames.commonName(own.getName())));
        }
        try {
            return own.equals(new X500Principal(subject));
        } catch (IllegalArgumentException e) {
            // No distinguished name, so that of no certificate; the message names what was given.
            return false;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
    }

    @Override
    public String toString() {
        return PREFIX + (subject.isEmpty() ? thumbprint : SUBJECT + subject);
    }
}
