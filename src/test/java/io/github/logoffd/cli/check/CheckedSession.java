package io.github.logoffd.cli.check;

import io.github.logoffd.session.LockState;
import java.util.OptionalLong;

/** The facts of a session of host TS01, for tests to vary. */
record CheckedSession(SessionFacts facts) {

    /** An active session without input for 5 seconds, with 2000 bytes and 7 seconds of processor time. */
    static CheckedSession active(int id, String user) {
        return new CheckedSession(new SessionFacts(
                new SessionTag("TS01:" + id + ":t", "CORP\\" + user),
                user,
                "ACTIVE",
                LockState.UNLOCKED,
                false,
                false,
                OptionalLong.of(5),
                OptionalLong.of(2000),
                OptionalLong.of(7)));
    }

    /** A session without a user, which the service refuses to end. */
    static SessionFacts nobody(int id, boolean stuck) {
        return new SessionFacts(
                new SessionTag("TS01:" + id + ":none", ""),
                "",
                stuck ? "DOWN" : "LISTEN",
                LockState.UNLOCKED,
                stuck,
                true,
                OptionalLong.empty(),
                OptionalLong.of(9000),
                OptionalLong.of(900));
    }

    CheckedSession state(String state) {
        return with(state, facts.lock(), facts.stuck(), facts.isProtected(), facts.seconds());
    }

    CheckedSession lock(LockState lock) {
        return with(facts.state(), lock, facts.stuck(), facts.isProtected(), facts.seconds());
    }

    CheckedSession stuck() {
        return with(facts.state(), facts.lock(), true, facts.isProtected(), facts.seconds());
    }

    CheckedSession isProtected() {
        return with(facts.state(), facts.lock(), facts.stuck(), true, facts.seconds());
    }

    CheckedSession seconds(OptionalLong seconds) {
        return with(facts.state(), facts.lock(), facts.stuck(), facts.isProtected(), seconds);
    }

    CheckedSession uses(long bytes, long cpuSeconds) {
        return uses(OptionalLong.of(bytes), OptionalLong.of(cpuSeconds));
    }

    CheckedSession uses(OptionalLong bytes, OptionalLong cpuSeconds) {
        return new CheckedSession(new SessionFacts(
                facts.tag(),
                facts.user(),
                facts.state(),
                facts.lock(),
                facts.stuck(),
                facts.isProtected(),
                facts.seconds(),
                bytes,
                cpuSeconds));
    }

    private CheckedSession with(
            String state, LockState lock, boolean stuck, boolean isProtected, OptionalLong seconds) {
        return new CheckedSession(new SessionFacts(
                facts.tag(),
                facts.user(),
                state,
                lock,
                stuck,
                isProtected,
                seconds,
                facts.workingSetBytes(),
                facts.cpuSeconds()));
    }
}
