package io.github.logoffd.session;

/**
 * One session host: reading, acting and events. Closing it gives its handle back; end an outstanding wait for events
 * first.
 */
public interface SessionHost extends SessionReader, SessionActions, SessionEvents, AutoCloseable {

    /** Returns the name that beans and keys carry: the computer name in upper case, or the configured name. */
    String name();

    /** Returns the source of the data. */
    HostMode mode();

    @Override
    void close();
}
