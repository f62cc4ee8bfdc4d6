package io.github.logoffd.access;

/**
 * Whether a request may be made.
 *
 * @param verdict yes, yes in part, or no
 * @param refusal one sentence that says why not and what is expected, {@code ""} unless refused
 */
public record Decision(Verdict verdict, String refusal) {

    /** Yes, yes in part, or no. */
    public enum Verdict {
        ALLOWED,

        /**
         * Allowed, when whoever carries it out leaves out of the answer what {@link Permissions#maySee} or {@link
         * Permissions#mayRead} do not let through, bean by bean and attribute by attribute.
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
