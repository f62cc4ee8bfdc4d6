package io.github.logoffd.control;

import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.Inactivity;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.VisibleText;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Logoff API for hooks and scripts: every condition is checked against one fresh read immediately before Windows is
 * called, and a repeated request that may have acted gets its first answer again. Thread-safe.
 */
public final class Automation {

    private final LogoffPipeline pipeline;
    private final SessionFinder finder;
    private final HostRequests requests;
    private final Inactivity inactivity;
    private final RememberedAnswers answers;

    Automation(
            LogoffPipeline pipeline,
            SessionFinder finder,
            HostRequests requests,
            Inactivity inactivity,
            RememberedAnswers answers) {
        this.pipeline = pipeline;
        this.finder = finder;
        this.requests = requests;
        this.inactivity = inactivity;
        this.answers = answers;
    }

    /**
     * Requests a logoff under conditions and does not wait for its completion.
     *
     * @param session a key or an id
     * @param expectedUser a user, or domain, backslash and user; {@code ""} for any
     * @param allowedStates names of states separated by commas; {@code ""} for any
     * @param minimumSeconds how long the session must have been disconnected, or idle when it is not; 0 for any time
     * @param requestId the id that a repeated request shares with the first; {@code ""} for none. It is consumed by a
     *     request that acted, may have acted, or whose answer can never change
     * @param reason the reason, for the audit trail
     * @param dryRun whether to do everything except calling Windows
     * @throws IllegalArgumentException when an argument is invalid, or the request id was used with other arguments
     */
    public LogoffAnswer requestLogoff(
            String session,
            String expectedUser,
            String allowedStates,
            long minimumSeconds,
            String requestId,
            String reason,
            boolean dryRun) {
        requireSessionAndUser(session, expectedUser);
        requireVisible("requestId", requestId, "Give an id, or an empty string for none.");
        TextLength.require("allowedStates", allowedStates, TextLength.OF_A_NAME);
        TextLength.require("requestId", requestId, TextLength.OF_A_REQUEST_ID);
        TextLength.require("reason", reason, TextLength.OF_A_REASON);
        if (minimumSeconds < 0) {
            throw new IllegalArgumentException("minimumSeconds is " + minimumSeconds + ". Give 0 or more seconds.");
        }
        Set<SessionState> states =
                allowedStates.isEmpty() ? Set.of() : SessionState.listed("allowedStates", allowedStates);
        Function<Session, Demand> demand =
                target -> new Conditions(target, expectedUser.strip(), states, minimumSeconds, inactivity);
        String arguments = "session=" + session + " expectedUser=" + expectedUser + " allowedStates=" + allowedStates
                + " minimumSeconds=" + minimumSeconds + " reason=" + reason + " dryRun=" + dryRun;
        Supplier<RecordedRequest> run = () -> pipeline.logoff(
                () -> finder.findKeyOrId(session),
                target -> request(arguments, reason, target, requestId, dryRun),
                demand,
                false);
        return dryRun || requestId.isEmpty()
                ? run.get().answer()
                : answers.once(
                        new RememberedAnswers.Use(requestId, requests.caller().actor(), arguments),
                        run,
                        Automation::isFinal,
                        first -> requests.answerAgain(
                                request(arguments, reason, Optional.empty(), requestId, false), first));
    }

    /**
     * Logs off one logon, for a command on the host itself.
     *
     * @param session a key or an id
     * @param expectedUser a user, or domain, backslash and user; {@code ""} for any
     * @param dryRun whether to do everything except calling Windows
     * @param wait whether to return only when it is verified gone or the timeout has passed
     * @throws IllegalArgumentException when {@code session} is neither, or {@code expectedUser} is blank
     */
    public LogoffAnswer logoff(String session, String expectedUser, boolean dryRun, boolean wait) {
        requireSessionAndUser(session, expectedUser);
        String arguments =
                "session=" + session + " expectedUser=" + expectedUser + " wait=" + wait + " dryRun=" + dryRun;
        return pipeline.logoff(
                        () -> finder.findKeyOrId(session),
                        target -> requests.asOfNow(
                                new Request(requests.caller(), "logoff", arguments, target, "", dryRun)),
                        target -> new Conditions(target, expectedUser.strip(), Set.of(), 0, inactivity),
                        wait)
                .answer();
    }

    private static void requireSessionAndUser(String session, String expectedUser) {
        if (VisibleText.isBlank(session)) {
            throw new IllegalArgumentException("session is blank. Give a Key or a session id.");
        }
        TextLength.require("session", session, TextLength.OF_A_NAME);
        requireVisible("expectedUser", expectedUser, "Give a user, or an empty string for any.");
        TextLength.require("expectedUser", expectedUser, TextLength.OF_A_NAME);
    }

    /** An empty string means no condition; a blank one is a mistake, and must not count as no condition. */
    private static void requireVisible(String name, String value, String expected) {
        if (!value.isEmpty() && VisibleText.isBlank(value)) {
            throw new IllegalArgumentException(name + " is blank. " + expected);
        }
    }

    /** The argument is more specific than the reason that came with the HTTP request. */
    private Request request(
            String arguments, String reason, Optional<Session> target, String requestId, boolean dryRun) {
        return requests.asOfNow(
                new Request(requests.caller().because(reason), "requestLogoff", arguments, target, requestId, dryRun));
    }

    /**
     * A logon that is gone never comes back. A request that was refused, or certainly had no effect, may succeed later.
     */
    private static boolean isFinal(RecordedRequest first) {
        return !first.request().dryRun()
                && (first.end().mayHaveActed() || first.end().outcome() == Outcome.GONE);
    }

    /**
     * The conditions of one request.
     *
     * @param target the session as it was listed
     * @param expectedUser {@code ""} for any
     * @param named empty for any
     * @param minimumSeconds 0 for any time
     * @param inactivity measures it
     */
    private record Conditions(
            Session target, String expectedUser, Set<SessionState> named, long minimumSeconds, Inactivity inactivity)
            implements Demand {

        private Conditions {
            named = Set.copyOf(named);
        }

        @Override
        public Step check(SessionDetail fresh) {
            return user().then(() -> state(fresh)).then(() -> time(fresh));
        }

        /**
         * Compares with the name in the list that was just read: the fresh read truncates it to 20 characters. A
         * separate check ensures that both are the same logon.
         */
        private Step user() {
            return expectedUser.isEmpty() || isName(target.row().user()) || isName(target.account())
                    ? Step.next()
                    : Step.Refused.by(
                            BuiltInRule.EXPECTED_USER,
                            "The user is " + target.account() + ", not " + expectedUser + '.');
        }

        /**
         * A name that is not valid Unicode reaches clients only in the form that JSON can hold; no other account can
         * have that form as its name.
         */
        private boolean isName(String name) {
            return Names.same(expectedUser, name) || Names.same(expectedUser, VisibleText.wellFormed(name));
        }

        private Step state(SessionDetail fresh) {
            return named.isEmpty() || named.contains(fresh.state())
                    ? Step.next()
                    : Step.Refused.by(
                            BuiltInRule.ALLOWED_STATES,
                            "The state is " + fresh.state() + ". Allowed by the request: " + new TreeSet<>(named)
                                    + '.');
        }

        private Step time(SessionDetail fresh) {
            return minimumSeconds == 0
                    ? Step.next()
                    : inactivity.refusal(minimumSeconds, target.identity().orElseThrow(), fresh);
        }
    }
}
