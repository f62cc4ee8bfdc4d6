package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A logoff that was requested and has not been answered yet. For one thread. */
@FunctionalInterface
interface RequestedLogoff {

    /**
     * Returns the answer as soon as there is one, empty when there is none after the time to wait. Every logoff has an
     * answer in the end: that the session is still closing, if nothing else.
     */
    Optional<LogoffAnswer> answer(Duration wait) throws IOException;
}
