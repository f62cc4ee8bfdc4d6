package io.github.logoffd.control;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A logoff service with everything around it in the hands of the test. */
final class ControlFixture implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMinutes(5);
    static final SessionRow ALICE = Samples.active(3, "alice");
    static final Instant AUDIT_TIME = Instant.parse("2026-03-02T10:15:30Z");
    static final Caller CALLER = new Caller("http", "192.0.2.44");

    final ScriptedHost host = new ScriptedHost()
            .with(Samples.SERVICES)
            .with(Samples.CONSOLE)
            .with(ALICE)
            .with(Samples.LISTENER);
    final NanoClock nanoTime = new NanoClock();
    final MemoryAuditTrail trail = new MemoryAuditTrail();
    final HandDrivenScheduler verifier = new HandDrivenScheduler();
    final List<String> events = new CopyOnWriteArrayList<>();
    final HandDrivenScheduler timer = new HandDrivenScheduler();
    final List<String> happenings = new CopyOnWriteArrayList<>();
    final SessionControl control;
    final LogoffService service;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    ControlFixture() {
        this(100);
    }

    ControlFixture(int maxWaiting) {
        control = Controls.of(
                host,
                maxWaiting,
                new AuditedRequests(trail, () -> CALLER, () -> AUDIT_TIME, nanoTime),
                (happening, answer) -> happenings.add(happening + " " + answer.id()),
                verifier,
                timer,
                () -> AUDIT_TIME,
                nanoTime,
                () -> events.add("gone"));
        service = control.logoff();
    }

    static Session alice() {
        return Samples.session(ALICE);
    }

    /** Asks on a thread of its own. */
    CompletableFuture<LogoffAnswer> logoffElsewhere(Session target, boolean wait) {
        return CompletableFuture.supplyAsync(() -> service.logoff(target, wait), callers);
    }

    static LogoffAnswer answerOf(CompletableFuture<LogoffAnswer> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    /** Lets the deadline of every logoff so far pass. */
    void passDeadline() {
        nanoTime.advance(TIMEOUT.plusSeconds(1));
    }

    @Override
    public void close() {
        control.close();
        callers.shutdownNow();
    }
}
