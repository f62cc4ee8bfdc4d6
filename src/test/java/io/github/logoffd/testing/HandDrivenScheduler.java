package io.github.logoffd.testing;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose tasks run when the test says so, on the test's thread. */
public final class HandDrivenScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final boolean repeats;
        private final long delayMillis;

        Task(Runnable command, boolean repeats, long delayMillis) {
            super(command, null);
            this.repeats = repeats;
            this.delayMillis = delayMillis;
        }

        /** Tells whether it wants to be run again. */
        boolean runOnce() {
            if (repeats) {
                return runAndReset();
            }
            run();
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delayMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException("The order is that of scheduling.");
        }
    }

    /** Waits for a task to be scheduled, by another thread if need be, and runs it. */
    public void runNext() throws InterruptedException {
        Task task = waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (task == null) {
            throw new AssertionError("Nothing was scheduled within " + PATIENCE_SECONDS + " seconds.");
        }
        if (task.runOnce()) {
            waiting.add(task);
        }
    }

    /** Returns the number of tasks that wait to be run. */
    public int waiting() {
        return (int) waiting.stream().filter(task -> !task.isCancelled()).count();
    }

    /** Returns the delays with which the waiting tasks were scheduled, in that order. */
    public List<Long> delaysMillis() {
        return waiting.stream()
                .map(task -> task.getDelay(TimeUnit.MILLISECONDS))
                .toList();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (stopped) {
            throw new RejectedExecutionException("The scheduler was stopped.");
        }
        return added(new Task(command, false, unit.toMillis(delay)));
    }

    private Task added(Task task) {
        waiting.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        return added(new Task(command, true, unit.toMillis(delay)));
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return stopped;
    }
}
