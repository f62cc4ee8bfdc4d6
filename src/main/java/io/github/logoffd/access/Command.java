package io.github.logoffd.access;

/**
 * One request as far as it matters for whether it may be made, the same for HTTP and RMI. What names several attributes is as many
 * commands.
 *
 * @param kind what is asked
 * @param bean the text of the name of a bean or of a pattern, {@code ""} when there is none
 * @param member one attribute or operation, with or without its signature; {@code ""} for all attributes or when there is none
 */
public record Command(Kind kind, String bean, String member) {

    /** What is asked. */
    public enum Kind {
        /** The values of attributes. */
        READ,
        /** What beans there are, and what attributes and operations they have. */
        LIST,
        /** The names of beans that fit a pattern. */
        SEARCH,
        /** What this server is: versions, its default domain, the number of beans. */
        VERSION,
        /** The call of an operation. */
        EXEC,
        /** Setting an attribute. */
        WRITE,
        /** All metrics. */
        METRICS,
        /** An alert, by which a session may be ended. */
        ALERT,
        /** Listening to the notifications of one bean. */
        NOTIFICATION,
        /** Everything else, such as creating and removing beans, or Jolokia's own settings. */
        OTHER
    }
}
