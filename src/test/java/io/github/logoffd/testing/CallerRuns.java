package io.github.logoffd.testing;

import java.util.concurrent.Executor;

/** Runs tasks on the threads that bring them, one at a time. */
public final class CallerRuns implements Executor {

    @Override
    public synchronized void execute(Runnable task) {
        task.run();
    }
}
