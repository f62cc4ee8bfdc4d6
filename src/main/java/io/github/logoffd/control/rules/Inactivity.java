package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.Age;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;

/**
 * Condition that a session has been unused for some time: since the disconnect when it is disconnected, since the last
 * input otherwise. Only a certain time meets it. Stateless.
 *
 * @param ages the source of the times
 */
public record Inactivity(AgeSource ages) {

    /** Returns whether a session has been unused for so long. */
    public boolean isAtLeast(long seconds, Session session) {
        return age(session).isAtLeast(seconds);
    }

    /** Refuses a session when it is unknown whether it has been unused for so long. */
    public Step unclear(long seconds, Session session) {
        return unclear(seconds, age(session), session.detail());
    }

    /** Refuses a logon that does not meet the condition. */
    public Step refusal(long seconds, LogonIdentity logon, SessionDetail fresh) {
        Age age = ages.ages(logon, fresh).unused(fresh.state());
        if (age.isAtLeast(seconds)) {
            return Step.next();
        }
        return unclear(seconds, age, fresh)
                .then(() -> Step.Refused.by(
                        BuiltInRule.UNUSED_TIME,
                        "The session has been " + how(fresh) + " for " + age.seconds() + " seconds. Required: "
                                + seconds + " seconds."));
    }

    private Age age(Session session) {
        return session.identity()
                .map(logon -> ages.ages(logon, session.detail()))
                .orElse(session.ages())
                .unused(session.row().state());
    }

    private static Step unclear(long seconds, Age age, SessionDetail fresh) {
        if (age.isAtLeast(seconds)) {
            return Step.next();
        }
        return contradiction(fresh).then(() -> clockSet(seconds, age, fresh)).then(() -> unknown(age, fresh));
    }

    private static Step contradiction(SessionDetail fresh) {
        String contradiction = fresh.times().contradiction();
        boolean known = fresh.times()
                        .secondsSince(
                                isDisconnected(fresh)
                                        ? fresh.times().disconnect()
                                        : fresh.times().lastInput())
                >= 0;
        return known || contradiction.isEmpty()
                ? Step.next()
                : Step.Refused.by(
                        BuiltInRule.CONTRADICTORY_TIMES,
                        "How long the session has been unused cannot be determined from the times that Windows reports: "
                                + contradiction + '.');
    }

    private static Step clockSet(long seconds, Age age, SessionDetail fresh) {
        return age.doubt().isEmpty() || !age.canBe(seconds)
                ? Step.next()
                : Step.Refused.by(
                        BuiltInRule.CLOCK_SET,
                        "The clock of the host was " + age.doubt()
                                + ", so the times that Windows reports are not trusted."
                                + " This service has observed the session " + how(fresh) + " for " + age.certain()
                                + " seconds; required: " + seconds + '.');
    }

    private static Step unknown(Age age, SessionDetail fresh) {
        return age.seconds() >= 0
                ? Step.next()
                : Step.Refused.by(
                        BuiltInRule.UNKNOWN_TIME,
                        "How long the session has been " + how(fresh)
                                + " is not known: Windows does not report it, and this service has not observed it.");
    }

    private static String how(SessionDetail fresh) {
        return isDisconnected(fresh) ? "disconnected" : "idle";
    }

    private static boolean isDisconnected(SessionDetail fresh) {
        return fresh.state() == SessionState.DISCONNECTED;
    }
}
