package io.github.logoffd.support.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Errors as text. Stateless. */
public final class ErrorText {

    private ErrorText() {}

    /** Returns the message of an error, or its kind when it has no message. */
    public static String of(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.toString());
    }

    /** Returns why a file could not be used, without the file, which the message of such an error often is alone. */
    public static String ofFile(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (error instanceof NoSuchFileException) {
            return "the file or its folder does not exist";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "another file has this name";
        }
        return error instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : of(error);
    }
}
