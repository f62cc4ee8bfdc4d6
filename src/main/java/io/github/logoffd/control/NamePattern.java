package io.github.logoffd.control;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name in which {@code *} stands for any characters and {@code ?} for any one of them; upper and lower case are the same.
 * Immutable.
 *
 * @param text the pattern as it was written
 */
public record NamePattern(String text) {

    boolean matches(String name) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        return Pattern.compile(expression(), flags).matcher(name).matches();
    }

    private String expression() {
        return Arrays.stream(text.split("(?<=[*?])|(?=[*?])"))
                .map(part -> switch (part) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(part);
                })
                .collect(Collectors.joining());
    }
}
