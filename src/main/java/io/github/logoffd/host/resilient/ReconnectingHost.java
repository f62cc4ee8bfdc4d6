package io.github.logoffd.host.resilient;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.Win32Error;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remote session host that is opened on first use and reopened when it is available again. After a failure it is
 * closed; until the next attempt is due every call fails at once with the same reason, and with advice. Only queries
 * open it: an action follows a query, whose result must not be acted on after a wait. Thread-safe.
 *
 * <p>A failed host is closed when the last call to it has returned: the behaviour of Windows for a call whose handle is
 * closed is not documented. A call that never returns leaks its handle.
 */
public final class ReconnectingHost extends ForwardingHost {

    private static final Logger log = LoggerFactory.getLogger(ReconnectingHost.class);

    private final String name;
    private final HostMode mode;
    private final Supplier<SessionHost> opener;
    private final Backoff backoff;
    private final LongSupplier nanoTime;

    /** Held while the host is opened, which may take any time; never during anything else. */
    private final ReentrantLock opening = new ReentrantLock();

    @GuardedBy("this")
    private Optional<Opened> current = Optional.empty();

    @GuardedBy("this")
    private Optional<Failure> lastFailure = Optional.empty();

    @GuardedBy("this")
    private boolean closed;

    /** An open host and its number of calls in progress. */
    private static final class Opened {

        private final SessionHost host;
        private int calls;
        private boolean givenUp;

        Opened(SessionHost host) {
            this.host = host;
        }
    }

    private record Failure(SessionApiException reason, long nextAttempt) {}

    /**
     * Creates a host that is not open.
     *
     * @param name the host name for beans and keys
     * @param opener opens it and verifies that it answers, else throws {@link SessionApiException}
     * @param backoff the pauses between attempts; not shared
     * @param nanoTime a monotonic clock
     */
    public ReconnectingHost(
            String name, HostMode mode, Supplier<SessionHost> opener, Backoff backoff, LongSupplier nanoTime) {
        this.name = name;
        this.mode = mode;
        this.opener = opener;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public HostMode mode() {
        return mode;
    }

    @Override
    <T> T forward(Call<T> call) {
        Opened opened = switch (call.kind()) {
            case QUESTION, VITAL_QUESTION -> enter(call);
            case ACT, END_OF_WAIT -> enterIfOpen(call).orElseThrow(() -> notMade(call, " The host is not open."));
        };
        try {
            T answer = call.body().apply(opened.host);
            worked(opened);
            return answer;
        } catch (SessionApiException e) {
            throw failed(opened, call, e);
        } finally {
            leave(opened);
        }
    }

    /** Returns the open host with this call counted; opens it if that is due. */
    private Opened enter(Call<?> call) {
        Optional<Opened> open = enterIfOpen(call);
        if (open.isPresent()) {
            return open.get();
        }
        opening.lock();
        try {
            return enterIfOpen(call).orElseGet(this::open);
        } finally {
            opening.unlock();
        }
    }

    private synchronized Optional<Opened> enterIfOpen(Call<?> call) {
        if (closed) {
            throw new IllegalStateException(name + " is no longer monitored.");
        }
        current.ifPresent(opened -> opened.calls++);
        if (current.isEmpty()) {
            lastFailure
                    .filter(failure -> nanoTime.getAsLong() - failure.nextAttempt() < 0)
                    .ifPresent(failure -> {
                        throw repeated(call, failure.reason());
                    });
        }
        return current;
    }

    /** The reason is that of another call: its effect and its session do not apply to this one. */
    private static SessionApiException repeated(Call<?> call, SessionApiException reason) {
        return reason.hadNoEffect() && reason.reason() != Reason.NOT_FOUND && reason.reason() != Reason.CLOSING
                ? reason
                : notMade(call, ' ' + reason.getMessage());
    }

    private static SessionApiException notMade(Call<?> call, String why) {
        return new SessionApiException(call.what(), call.session(), Win32Error.RPC_S_CALL_FAILED_DNE.code())
                .withAdvice(why);
    }

    private Opened open() {
        try {
            return entered(new Opened(opener.get()));
        } catch (SessionApiException e) {
            throw giveUp(e);
        }
    }

    private synchronized Opened entered(Opened opened) {
        if (closed) {
            opened.host.close();
            throw new IllegalStateException(name + " is no longer monitored.");
        }
        opened.calls++;
        current = Optional.of(opened);
        return opened;
    }

    private synchronized void worked(Opened opened) {
        if (!opened.givenUp) {
            backoff.afterSuccess();
            lastFailure = Optional.empty();
        }
    }

    private synchronized SessionApiException failed(Opened opened, Call<?> call, SessionApiException e) {
        // A handle that may not even list the sessions may have to be replaced before access is granted.
        boolean hostFailed = e.reason() == Reason.HOST_UNREACHABLE || call.kind() == Kind.VITAL_QUESTION;
        if (!hostFailed || opened.givenUp) {
            return advised(e);
        }
        opened.givenUp = true;
        current = Optional.empty();
        return giveUp(e);
    }

    private synchronized SessionApiException giveUp(SessionApiException e) {
        SessionApiException reason = advised(e);
        long pause = backoff.afterFailure().toNanos();
        lastFailure = Optional.of(new Failure(reason, nanoTime.getAsLong() + pause));
        return reason;
    }

    private SessionApiException advised(SessionApiException e) {
        String advice = RemoteAdvice.about(name, e.code());
        return advice.isEmpty() ? e : e.withAdvice(advice);
    }

    private void leave(Opened opened) {
        if (leftLast(opened)) {
            close(opened);
        }
    }

    private synchronized boolean leftLast(Opened opened) {
        opened.calls--;
        return opened.givenUp && opened.calls == 0;
    }

    private void close(Opened opened) {
        try {
            opened.host.close();
        } catch (RuntimeException e) {
            log.warn("The handle of {} could not be closed", name, e);
        }
    }

    /** Stops opening. An open host is closed now, or when the last call to it returns. */
    @Override
    public void close() {
        Optional<Opened> idle = endNow();
        idle.ifPresent(this::close);
    }

    private synchronized Optional<Opened> endNow() {
        closed = true;
        Optional<Opened> open = current;
        current = Optional.empty();
        open.ifPresent(opened -> opened.givenUp = true);
        return open.filter(opened -> opened.calls == 0);
    }
}
