package io.github.logoffd.control;

import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One countdown, from the start of its warning until its logoff is requested or it is cancelled. Each phase change
 * happens once, on the first thread that makes it. Thread-safe.
 */
final class Countdown {

    /** Phase of a countdown. */
    enum Phase {
        /** The message is being shown. */
        WARNING,
        /** The user was warned, the logoff is due later. */
        RUNNING,
        /** The time has elapsed; the logoff is being carried out. */
        ENDING,
        /** Cancelled before the time elapsed. */
        CALLED_OFF,
        /** Windows has accepted the logoff for another request. */
        OVERTAKEN
    }

    private static final Set<Phase> DUE = EnumSet.of(Phase.RUNNING, Phase.ENDING);
    private static final Set<Phase> STOPPABLE = EnumSet.of(Phase.WARNING, Phase.RUNNING);

    private final RecordedRequest recorded;
    private final Session target;
    private final boolean wasDisconnected;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WARNING);
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private volatile Optional<Due> due = Optional.empty();
    private volatile Optional<ScheduledFuture<?>> timer = Optional.empty();

    /**
     * Creates a countdown whose message has not been shown.
     *
     * @param wasDisconnected whether the session was disconnected when the warning started
     */
    Countdown(RecordedRequest recorded, Session target, boolean wasDisconnected) {
        this.recorded = recorded;
        this.target = target;
        this.wasDisconnected = wasDisconnected;
    }

    boolean wasDisconnected() {
        return wasDisconnected;
    }

    /**
     * The end of the countdown.
     *
     * @param time the wall-clock time, for display
     * @param nanos the time on the monotonic clock
     */
    record Due(Instant time, long nanos) {}

    /** Returns the request for the warning, whose end is that of the countdown. */
    RecordedRequest recorded() {
        return recorded;
    }

    Request request() {
        return recorded.request();
    }

    Session target() {
        return target;
    }

    Phase phase() {
        return Objects.requireNonNull(phase.get());
    }

    /** Completes when it is known whether the user was warned. */
    CompletableFuture<Void> decided() {
        return decided;
    }

    /** Sets the countdown time, which starts when the message has been shown. */
    void shown(Due end) {
        due = Optional.of(end);
    }

    Optional<Due> due() {
        return due;
    }

    /** Returns the due time for display, in whole seconds. */
    String dueText() {
        return due.map(end -> end.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("a later time");
    }

    /** Returns when a warned user is logged off; present only while the countdown runs. */
    Optional<Due> dueWhileWarned() {
        return DUE.contains(phase()) ? due : Optional.empty();
    }

    /** Returns the journal line, empty when there is nothing that a restart would cancel. */
    Optional<String> line() {
        return STOPPABLE.contains(phase())
                ? due.map(end -> target.key() + '\t' + target.account() + '\t' + dueText())
                : Optional.empty();
    }

    boolean userIsBack(SessionState now) {
        return wasDisconnected && now == SessionState.ACTIVE;
    }

    /** Starts the countdown, unless it was stopped while the message was being shown. */
    boolean run() {
        return phase.compareAndSet(Phase.WARNING, Phase.RUNNING);
    }

    /** Starts the logoff, unless the countdown was stopped. */
    boolean end() {
        return phase.compareAndSet(Phase.RUNNING, Phase.ENDING);
    }

    /** Cancels it, unless it has ended. */
    boolean callOff() {
        return stop(Phase.CALLED_OFF);
    }

    /** Stops it because Windows has accepted the logoff for another request, unless it has ended. */
    boolean overtake() {
        return stop(Phase.OVERTAKEN);
    }

    private boolean stop(Phase stopped) {
        boolean mine = STOPPABLE.contains(phase.getAndUpdate(now -> STOPPABLE.contains(now) ? stopped : now));
        if (mine) {
            stopTimer();
        }
        return mine;
    }

    void startTimer(ScheduledFuture<?> future) {
        timer = Optional.of(future);
    }

    void stopTimer() {
        timer.ifPresent(future -> future.cancel(false));
    }
}
