package io.github.logoffd.web.server;

import io.github.logoffd.access.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The header with the reason of a request to act, for operations that have no such argument. A header has ASCII only,
 * so the reason is UTF-8 with percent escapes, as in a URL; text without a percent sign is the same in both forms.
 */
final class ReasonHeader {

    private static final String NAME = "X-Reason";
    private static final String EXPECTED = ". Send UTF-8 with percent escapes, as in a URL; % is %25.";

    private ReasonHeader() {}

    /**
     * Returns the reason of a request, {@code ""} when it has none.
     *
     * @throws IllegalArgumentException when the header is invalid
     */
    static String of(Exchange exchange) {
        return exchange.header(NAME)
                .map(header -> Reason.checked(NAME, decoded(header)))
                .orElse("");
    }

    private static String decoded(String header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = 0;
        while (next < header.length()) {
            if (header.charAt(next) == '%') {
                bytes.write(escape(header, next));
                next += 3;
            } else {
                bytes.write(plain(header.charAt(next)));
                next++;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(NAME + " is not UTF-8" + EXPECTED, e);
        }
    }

    private static int escape(String header, int start) {
        int high = start + 2 < header.length() ? Character.digit(header.charAt(start + 1), 16) : -1;
        int low = start + 2 < header.length() ? Character.digit(header.charAt(start + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(NAME + " has an invalid percent escape" + EXPECTED);
        }
        return 16 * high + low;
    }

    private static int plain(char character) {
        if (character > '~') {
            throw new IllegalArgumentException(NAME + " has a character outside ASCII" + EXPECTED);
        }
        return character;
    }
}
