package io.github.logoffd.control;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A logoff service with everything around it in the hands of the test. */
public final class ControlFixture implements AutoCloseable {

    public static final Duration TIMEOUT = Duration.ofMinutes(5);
    public static final Duration KEEP_ANSWERS = Duration.ofHours(24);
    public static final SessionRow ALICE = Samples.active(3, "alice");
    public static final Instant AUDIT_TIME = Instant.parse("2026-03-02T10:15:30Z");
    public static final Caller CALLER = new Caller("http", "192.0.2.44");

    public final ScriptedHost host =
            new ScriptedHost().with(Samples.CONSOLE).with(ALICE).with(Samples.LISTENER);
    public final NanoClock nanoTime = new NanoClock();
    private final MutableClock clock = new MutableClock(AUDIT_TIME);
    public final MemoryAuditTrail trail = new MemoryAuditTrail();
    final HandDrivenScheduler verifier = new HandDrivenScheduler();
    final List<String> events = new CopyOnWriteArrayList<>();
    final HandDrivenScheduler timer = new HandDrivenScheduler();
    /** May be set at any time. */
    volatile boolean listenerFails;

    final List<String> happenings = new CopyOnWriteArrayList<>();
    /** What the listener got, in the order of {@link #happenings}. */
    final List<LogoffAnswer> answers = new CopyOnWriteArrayList<>();

    /** May be replaced at any time. */
    public final AtomicReference<ActingRules> rules = new AtomicReference<>(Controls.OPEN);

    /** May be replaced at any time. */
    final AtomicReference<AgeSource> ages = new AtomicReference<>(AgeSource.WINDOWS);

    final List<List<String>> journal = new CopyOnWriteArrayList<>();
    private final Thread testThread = Thread.currentThread();
    public final AuditedRequests audited;
    public final SessionControl control;
    public final LogoffService service;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ExecutorService workers;

    public ControlFixture() {
        this(100);
    }

    public ControlFixture(int maxWaiting) {
        this(maxWaiting, 16);
    }

    public ControlFixture(int maxWaiting, int workerCount) {
        this(maxWaiting, workerCount, OptionalLong.empty());
    }

    public ControlFixture(int maxWaiting, int workerCount, OptionalLong ownSession) {
        workers = Executors.newFixedThreadPool(workerCount);
        ActingPolicy policy = new ActingPolicy(rules::get, nanoTime);
        audited = new AuditedRequests(trail, this::caller, () -> AUDIT_TIME, nanoTime);
        control = SessionControl.of(
                host,
                new LogoffGuard(policy, ownSession),
                new HostRequests(host.name(), audited, new LogoffLimits(TIMEOUT, maxWaiting), policy, this::hear),
                new SessionControl.Dependencies(
                        verifier,
                        timer,
                        workers,
                        clock,
                        nanoTime,
                        (logon, fresh) -> ages.get().ages(logon, fresh),
                        new RememberedAnswers(KEEP_ANSWERS, nanoTime, PastRequests.NONE, host.name()),
                        journal::add),
                () -> events.add("gone"));
        service = control.logoff();
    }

    private void hear(LogoffListener.Happening happening, LogoffAnswer answer) {
        if (listenerFails) {
            throw new IllegalStateException("The listener has failed.");
        }
        answers.add(answer);
        happenings.add(happening + " " + answer.id());
    }

    /** Only the thread of the test has a caller. */
    private Caller caller() {
        return Thread.currentThread().equals(testThread) ? CALLER : Caller.LOCAL_JMX;
    }

    public static Session alice() {
        return Samples.session(ALICE);
    }

    /** Asks on a thread of its own. */
    CompletableFuture<LogoffAnswer> logoffElsewhere(Session target, boolean wait) {
        return elsewhere(() -> service.logoff(target, wait));
    }

    <T> CompletableFuture<T> elsewhere(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, callers);
    }

    public static <T> T answerOf(CompletableFuture<T> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    /** Lets time pass on both clocks. */
    void pass(Duration time) {
        clock.advance(time);
        nanoTime.advance(time);
    }

    /** Lets the deadline of every logoff so far pass. */
    void passDeadline() {
        nanoTime.advance(TIMEOUT.plusSeconds(1));
    }

    @Override
    public void close() {
        control.close();
        callers.shutdownNow();
        workers.shutdownNow();
    }
}
