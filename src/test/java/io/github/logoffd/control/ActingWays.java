package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.testing.Controls;
import java.util.List;

/** Every way to end session 3. */
public enum ActingWays {
    LOGOFF {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return fixture.service.logoff(alice(), false);
        }
    },
    LOGOFF_SESSION {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return fixture.service.logoffSession("3", false);
        }
    },
    REQUEST_LOGOFF {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return fixture.control.automation().requestLogoff(alice().key(), "alice", "", 0, "", "", false);
        }
    },
    WARN {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60);
        }
    },
    /** What happens beforehand happens while the countdown runs. */
    COUNTDOWN_END {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60);
            beforehand.run();
            runTimer(fixture);
            return fixture.answers.get(fixture.answers.size() - 1);
        }
    },
    LOGOFF_DISCONNECTED {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return only(fixture.control.bulk().logoffDisconnected(600, 5, false));
        }
    },
    LOGOFF_ALL {
        @Override
        public LogoffAnswer end(ControlFixture fixture, Runnable beforehand) {
            beforehand.run();
            return only(fixture.control.bulk().logoffAll(5, false));
        }
    };

    /** Ends the session, after something has changed. */
    public abstract LogoffAnswer end(ControlFixture fixture, Runnable beforehand);

    public static ActingRules with(GuardRules guard) {
        return new ActingRules(true, false, false, guard, Controls.OPEN.limits());
    }

    private static LogoffAnswer only(List<LogoffAnswer> answers) {
        if (answers.size() != 1) {
            throw new AssertionError("Expected is one answer: " + answers);
        }
        return answers.get(0);
    }

    private static void runTimer(ControlFixture fixture) {
        try {
            fixture.timer.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
