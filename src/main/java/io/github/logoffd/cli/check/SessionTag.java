package io.github.logoffd.cli.check;

import io.github.logoffd.support.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One logon and its user in one word: {@code KEY,ACCOUNT} with letters, digits and {@code . _ - : , %} only. Monitoring
 * takes characters out of what a plugin says before it hands that to a shell, and not all of them; of these it takes
 * none, and no shell reads anything into them.
 *
 * @param key the {@code Key} of the session
 * @param account the user, {@code ""} when there is none; in the word with each other byte of UTF-8 as a percent sign
 *     and two digits; half of a surrogate pair as the service writes it
 */
record SessionTag(String key, String account) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._:-]{1,400}),((?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2}){1,1600})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Returns what the word says, empty when it is none. */
    static Optional<SessionTag> parse(String word) {
        Matcher matcher = FORM.matcher(word);
        return matcher.matches()
                ? decoded(matcher.group(2))
                        .filter(account -> !VisibleText.isBlank(account))
                        .map(account -> new SessionTag(matcher.group(1), account))
                : Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            // Not what this program has written; the caller says so.
            return Optional.empty();
        }
    }

    /** Returns the word; without a user it is the key only, which no request accepts. */
    String word() {
        if (account.isEmpty()) {
            return key;
        }
        StringBuilder word = new StringBuilder(key).append(',');
        for (byte each : VisibleText.wellFormed(account).getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (each & 0xff));
            if (PLAIN.matcher(character).matches()) {
                word.append(character);
            } else {
                word.append('%').append(HEX.toHexDigits(each));
            }
        }
        return word.toString();
    }
}
