package io.github.logoffd.control.request;

import io.github.logoffd.session.SessionApiException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Result of one step of a request: {@link Continue}, or one of the three final results. Immutable. */
public sealed interface Step {

    /** Returns the result that continues with the next step. */
    static Step next() {
        return Continue.NEXT;
    }

    /** Returns whether the next step may follow. */
    default boolean continues() {
        return this == Continue.NEXT;
    }

    /** Returns the result of the next step; this one when the request is complete already. */
    default Step then(Supplier<? extends Step> next) {
        return continues() ? next.get() : this;
    }

    private static void require(Set<Outcome> possible, Outcome outcome) {
        if (!possible.contains(outcome)) {
            throw new IllegalArgumentException("The outcome is " + outcome + ". Give one of " + possible + '.');
        }
    }

    /** The next step may follow. */
    enum Continue implements Step {
        NEXT
    }

    /** The request is complete for a caller that does not wait. */
    sealed interface Ended extends Step {

        Outcome outcome();

        /** Returns the Win32 number, 0 when there is none. */
        int code();

        /** Returns one sentence in English. */
        String message();

        /**
         * Returns the rule that refused: a {@link BuiltInRule} or the key of {@code logoffd.properties}; {@code ""}
         * unless refused.
         */
        default String rule() {
            return "";
        }

        /**
         * Returns whether Windows was called and may have acted, for this request or for another one that this one
         * joined; in a dry run, whether it would have been called.
         */
        boolean mayHaveActed();

        /** Returns the logoff that Windows has accepted and that can be waited for. */
        default Optional<PendingLogoff> logoff() {
            return Optional.empty();
        }
    }

    /**
     * A rule refused the request before Windows was called.
     *
     * @param code the number that the Windows command prints for it, 0 when it prints none
     */
    record Refused(Outcome outcome, int code, String message, String rule) implements Ended {

        public Refused {
            if (!outcome.isRefusal() || rule.isEmpty()) {
                throw new IllegalArgumentException("The outcome is " + outcome + " and the rule is \"" + rule
                        + "\". Give an outcome that is a refusal, and the rule that refused.");
            }
        }

        /** Refused by a key of the configuration. */
        public static Refused by(String key, Outcome outcome, String message) {
            return new Refused(outcome, 0, message, key);
        }

        /** Refused by a built-in rule, whatever the configuration says. */
        public static Refused by(BuiltInRule rule, String message) {
            return new Refused(rule.outcome(), 0, message, rule.text());
        }

        public static Refused stopping() {
            return by(BuiltInRule.STOPPING, "The service is stopping; nothing was done.");
        }

        @Override
        public boolean mayHaveActed() {
            return false;
        }
    }

    /**
     * The request failed although no rule refused it: an error, a missing session, a reason that no longer holds.
     *
     * @param mayHaveActed whether Windows was called, has failed, and may have acted nevertheless
     */
    record Failed(Outcome outcome, int code, String message, boolean mayHaveActed) implements Ended {

        private static final Set<Outcome> POSSIBLE =
                EnumSet.of(Outcome.FAILED, Outcome.GONE, Outcome.NOT_FOUND, Outcome.CANCELLED);

        public Failed {
            require(POSSIBLE, outcome);
        }

        public static Failed because(String message) {
            return new Failed(Outcome.FAILED, 0, message, false);
        }

        /** The session host failed; {@code consequence} says what that means for the session. */
        public static Failed because(SessionApiException failure, String consequence) {
            return new Failed(Outcome.FAILED, failure.code(), failure.description() + ' ' + consequence, false);
        }

        public static Failed gone(String message) {
            return new Failed(Outcome.GONE, 0, message, false);
        }

        public static Failed notFound(String message) {
            return new Failed(Outcome.NOT_FOUND, 0, message, false);
        }

        /** The reason for a logoff no longer holds: its user is back. A request to cancel one is accepted instead. */
        public static Failed cancelled(String message) {
            return new Failed(Outcome.CANCELLED, 0, message, false);
        }

        /** Returns the same failure for a call that may have taken effect. */
        public Failed withUnknownEffect() {
            return new Failed(outcome, code, message, true);
        }
    }

    /**
     * The request succeeded, is in progress, or would succeed in a dry run.
     *
     * @param logoff the logoff that Windows has accepted, empty when there is nothing to wait for
     */
    record Accepted(Outcome outcome, String message, Optional<PendingLogoff> logoff) implements Ended {

        private static final Set<Outcome> POSSIBLE =
                EnumSet.of(Outcome.ACCEPTED, Outcome.PENDING, Outcome.DONE, Outcome.WARNED, Outcome.CANCELLED);

        public Accepted {
            require(POSSIBLE, outcome);
        }

        public static Accepted of(Outcome outcome, String message) {
            return new Accepted(outcome, message, Optional.empty());
        }

        public Accepted with(PendingLogoff accepted) {
            return new Accepted(outcome, message, Optional.of(accepted));
        }

        @Override
        public int code() {
            return 0;
        }

        @Override
        public boolean mayHaveActed() {
            return outcome == Outcome.ACCEPTED || outcome == Outcome.PENDING || outcome == Outcome.DONE;
        }
    }
}
