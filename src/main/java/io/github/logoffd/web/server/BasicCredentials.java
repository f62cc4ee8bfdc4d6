package io.github.logoffd.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name and a password as HTTP Basic carries them (RFC 7617), in UTF-8.
 *
 * @param name the text before the first colon
 * @param password the rest
 */
record BasicCredentials(String name, String password) {

    /** More than any name with any password that somebody would choose. */
    private static final int LONGEST_HEADER = 4096;

    private static final Pattern HEADER = Pattern.compile("(?i:Basic) +([A-Za-z0-9+/]+=*) *");

    /** Takes an {@code Authorization} header apart; nothing when it is anything else. */
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
            // Neither Base64 nor UTF-8 names nobody.
            return Optional.empty();
        }
    }

    /** A password is never part of a text. */
    @Override
    public String toString() {
        return "credentials of " + name;
    }
}
