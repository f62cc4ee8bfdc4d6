package io.github.logoffd.control.request;

/** Callback for the progress of requests to end sessions, called on the thread of the event; it must return at once. */
@FunctionalInterface
public interface LogoffListener {

    /** Events of a request. */
    enum Happening {
        WARNED,
        CANCELLED,
        REQUESTED,
        DONE,
        ENDED,
        STUCK,
        REFUSED,
        FAILED
    }

    void happened(Happening happening, LogoffAnswer answer);
}
