package io.github.logoffd.cli.client;

import java.io.IOException;

/** The service could not be asked, or did not answer what it was asked. The message is one sentence for people. */
public final class ServiceException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, for callers that go on differently. */
    public enum Kind {
        /** The command line, the environment or a file does not give what is needed; nothing was sent. */
        OPTIONS,
        /**
         * There is no connection, no trust in the certificate, or no answer in time. A request to act may have been
         * carried out.
         */
        UNREACHABLE,
        /** The name and the password are not those of a user. */
        LOGIN,
        /** The service is busy; the request can be repeated later. */
        LATER,
        /** The user's role does not allow it. */
        ROLE,
        /** There is no such bean. */
        NOT_FOUND,
        /** The service could not do it, or what answers is no logoffd. */
        FAILED
    }

    private final Kind kind;

    ServiceException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    ServiceException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }
}
