package io.github.logoffd.web.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Closes overdue connections at regular intervals while the server runs. */
public final class OverdueConnections extends AbstractLifeCycle {

    private final WaitingConnections waiting;
    private final Scheduler scheduler;
    private final Duration interval;

    public OverdueConnections(WaitingConnections waiting, Scheduler scheduler, Duration interval) {
        this.waiting = waiting;
        this.scheduler = scheduler;
        this.interval = interval;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    private void schedule() {
        scheduler.schedule(this::look, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (isRunning()) {
            waiting.closeOverdue();
            schedule();
        }
    }
}
