package io.github.logoffd.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials of HTTP Basic authentication (RFC 7617), in UTF-8.
 *
 * @param name the part before the first colon
 * @param password the rest
 */
record BasicCredentials(String name, String password) {

    /** Longer than any realistic name and password. */
    private static final int LONGEST_HEADER = 4096;

    private static final Pattern HEADER = Pattern.compile("(?i:Basic) +([A-Za-z0-9+/]+=*) *");

    /** Parses an {@code Authorization} header; empty when it is not a valid one for Basic. */
    static Optional<BasicCredentials> parse(String header) {
        Matcher matcher = HEADER.matcher(header.length() > LONGEST_HEADER ? "" : header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(1))))
                    .toString();
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Invalid Base64 or UTF-8 is treated as no credentials.
            return Optional.empty();
        }
    }

    /** Never contains the password. */
    @Override
    public String toString() {
        return "credentials of " + name;
    }
}
