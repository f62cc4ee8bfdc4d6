package io.github.logoffd.testing;

import io.github.logoffd.control.AuditedRequests;
import io.github.logoffd.control.HostRequests;
import io.github.logoffd.control.LogoffGuard;
import io.github.logoffd.control.LogoffLimits;
import io.github.logoffd.control.LogoffListener;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** Puts the services of one host together for tests that are about something else. */
public final class Controls {

    private Controls() {}

    public static SessionControl of(
            SessionHost host,
            int mostRequests,
            AuditedRequests audited,
            LogoffListener listener,
            ScheduledExecutorService verifier,
            ScheduledExecutorService timer,
            InstantSource clock,
            LongSupplier nanoTime,
            Runnable onGone) {
        return SessionControl.of(
                host,
                new LogoffGuard(),
                new HostRequests(host.name(), audited, new LogoffLimits(Duration.ofMinutes(5), mostRequests), listener),
                new SessionControl.Means(
                        verifier, timer, new ForkJoinPool(4), clock, nanoTime, Duration.ofHours(24), lines -> {}),
                onGone);
    }
}
