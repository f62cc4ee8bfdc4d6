package io.github.logoffd.cli.setup;

/** An installation that was refused or has failed. The message says what happened and what to do. */
final class SetupException extends Exception {

    private static final long serialVersionUID = 1L;

    SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
