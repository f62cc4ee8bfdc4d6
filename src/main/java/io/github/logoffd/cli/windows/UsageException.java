package io.github.logoffd.cli.windows;

/** An invalid command line. The message says in one sentence what to change. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with its sentence. */
    public UsageException(String message) {
        super(message);
    }
}
