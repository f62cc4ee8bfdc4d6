package io.github.logoffd.service;

/** The service cannot start. The message is one sentence for the administrator. */
public final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
