package io.github.logoffd.support.files;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * File that cannot be used because of its kind, its size, its form, or lost content. The reason quotes none of the
 * content, so it may be shown to any reader.
 */
public final class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String fileName;
    private final String reason;

    /**
     * Creates the exception, whose message is the file followed by the reason.
     *
     * @param reason continues a sentence that begins with the file, and ends with a full stop
     */
    public RefusedFileException(Path file, String reason) {
        this(file, reason, null);
    }

    RefusedFileException(Path file, String reason, @Nullable Throwable cause) {
        super("The file " + file.toAbsolutePath().normalize() + ' ' + reason, cause);
        this.fileName = String.valueOf(file.getFileName());
        this.reason = reason;
    }

    /** Returns the name of the file without its folder. */
    public String fileName() {
        return fileName;
    }

    /** Returns the reason, to be appended to the name of the file. */
    public String reason() {
        return reason;
    }
}
