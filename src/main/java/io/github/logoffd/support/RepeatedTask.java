package io.github.logoffd.support;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schedules periodic tasks that continue after any exception. Stateless. */
public final class RepeatedTask {

    private static final Logger log = LoggerFactory.getLogger(RepeatedTask.class);

    private RepeatedTask() {}

    /**
     * Runs a task periodically. An executor silently ends the schedule of a task that throws; here the exception is
     * logged and the schedule continues.
     */
    public static void schedule(ScheduledExecutorService thread, Duration delay, Duration interval, Runnable task) {
        Future<?> unused = thread.scheduleWithFixedDelay(
                () -> runAndLog(task), delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void runAndLog(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            log.error(
                    "A task on thread {} failed; it runs again",
                    Thread.currentThread().getName(),
                    e);
        }
    }
}
