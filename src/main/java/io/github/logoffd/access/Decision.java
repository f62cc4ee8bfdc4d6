package io.github.logoffd.access;

/**
 * Authorization decision about a request.
 *
 * @param verdict allowed, allowed in part, or refused
 * @param refusal one sentence with the reason and what to do instead, {@code ""} unless refused
 */
public record Decision(Verdict verdict, String refusal) {

    /** Allowed, allowed in part, or refused. */
    public enum Verdict {
        ALLOWED,

        /**
         * Allowed, provided that the caller of this class removes from the answer every bean and attribute that
         * {@link Permissions#maySee} or {@link Permissions#mayRead} does not permit.
         */
        FILTERED,
        REFUSED
    }

    static final Decision ALLOWED = new Decision(Verdict.ALLOWED, "");
    static final Decision FILTERED = new Decision(Verdict.FILTERED, "");

    static Decision refused(String sentence) {
        return new Decision(Verdict.REFUSED, sentence);
    }
}
