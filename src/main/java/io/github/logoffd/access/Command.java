package io.github.logoffd.access;

/**
 * The part of a request that authorization depends on, the same for HTTP and RMI. A request for several attributes is
 * one command for each.
 *
 * @param kind the kind of request
 * @param bean the text of the name of a bean or of a pattern, {@code ""} when there is none
 * @param member one attribute or operation, with or without its signature; {@code ""} for all attributes or when there
 *     is none
 */
public record Command(Kind kind, String bean, String member) {

    /** The kind of request. */
    public enum Kind {
        /** Reads attribute values. */
        READ,
        /** Lists beans with their attributes and operations. */
        LIST,
        /** Searches for bean names that match a pattern. */
        SEARCH,
        /** Returns server information: versions, the default domain, the number of beans. */
        VERSION,
        /** Calls an operation. */
        EXEC,
        /** Sets an attribute. */
        WRITE,
        /** Reads all metrics. */
        METRICS,
        /** Reads the journal. */
        HISTORY,
        /** An alert, which may end a session. */
        ALERT,
        /** Subscribes to the notifications of one bean. */
        NOTIFICATION,
        /** Everything else, such as creating and removing beans, or Jolokia's own settings. */
        OTHER
    }
}
