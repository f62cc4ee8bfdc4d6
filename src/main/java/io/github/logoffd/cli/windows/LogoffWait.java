package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The wait for one logoff. An administrator at a terminal sees what it waits for, and how long at most, so that a slow
 * logoff is not taken for a command that hangs. A script sees nothing of it.
 */
final class LogoffWait {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final CommandTarget target;
    private final Session session;
    private final long startNanos = System.nanoTime();

    /** Starts the wait for a logoff that was requested a moment ago. */
    LogoffWait(Terminal terminal, CommandTarget target, Session session) {
        this.terminal = terminal;
        this.target = target;
        this.session = session;
    }

    LogoffAnswer answer(RequestedLogoff logoff) throws IOException {
        Optional<LogoffAnswer> answer = logoff.answer(QUIET);
        while (answer.isEmpty()) {
            if (terminal.isWatched().getAsBoolean()) {
                Terminal.print(terminal.err(), line());
            }
            answer = logoff.answer(BETWEEN_LINES);
        }
        return answer.get();
    }

    private String line() {
        long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
        return "Waiting for the end of session " + session.id() + " of " + Words.plain(session.account()) + " on "
                + Words.plain(target.host()) + ": " + seconds + " s of at most "
                + target.logoffTimeout().toSeconds() + " s";
    }
}
