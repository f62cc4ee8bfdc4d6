package io.github.logoffd.app;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the process. */
final class DaemonThreads {

    private DaemonThreads() {}

    /** Returns a factory whose threads all have this name. */
    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
