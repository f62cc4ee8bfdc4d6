package io.github.logoffd.testing;

import io.github.logoffd.control.HostRequests;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts the services of one host together for tests that are about something else. */
public final class Controls {

    /** Everything is allowed, any number of times. */
    public static final ActingRules OPEN = new ActingRules(
            true,
            false,
            false,
            new GuardRules(List.of(), List.of(), Set.of(), false, false),
            new RateLimits(0, 0, 0, 0, 0));

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
        return of(() -> OPEN, host, mostRequests, audited, listener, verifier, timer, clock, nanoTime, onGone);
    }

    public static SessionControl of(
            Supplier<ActingRules> rules,
            SessionHost host,
            int mostRequests,
            AuditedRequests audited,
            LogoffListener listener,
            ScheduledExecutorService verifier,
            ScheduledExecutorService timer,
            InstantSource clock,
            LongSupplier nanoTime,
            Runnable onGone) {
        ActingPolicy policy = new ActingPolicy(rules, nanoTime);
        return SessionControl.of(
                host,
                new LogoffGuard(policy, OptionalLong.empty()),
                new HostRequests(
                        host.name(), audited, new LogoffLimits(Duration.ofMinutes(5), mostRequests), policy, listener),
                new SessionControl.Dependencies(
                        verifier,
                        timer,
                        new ForkJoinPool(4),
                        clock,
                        nanoTime,
                        AgeSource.WINDOWS,
                        new RememberedAnswers(Duration.ofHours(24), nanoTime, PastRequests.NONE, host.name()),
                        lines -> {}),
                onGone);
    }
}
