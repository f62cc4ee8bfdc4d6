package io.github.logoffd.support.text;

import java.util.Objects;

/** Errors as text. Stateless. */
public final class ErrorText {

    private ErrorText() {}

    /** Returns the message of an error, or its kind when it has no message. */
    public static String of(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.toString());
    }
}
