package io.github.logoffd.control.request;

/** Is told what becomes of requests to end sessions, on the thread where it happens; it must return at once. */
@FunctionalInterface
public interface LogoffListener {

    /** What can happen to a request. */
    enum Happening {
        WARNED,
        CANCELLED,
        REQUESTED,
        DONE,
        STUCK,
        REFUSED,
        FAILED
    }

    void happened(Happening happening, LogoffAnswer answer);
}
