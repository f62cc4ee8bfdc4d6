package io.github.logoffd.host.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller gets of a host that hangs. */
class TimeLimitedHostTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScriptedHost behind = new ScriptedHost().with(Samples.active(3, "alice"));
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch recovery = new CountDownLatch(1);
    private final NanoClock nanoTime = new NanoClock();
    private TimeLimitedHost host;

    private TimeLimitedHost limited(Duration limit, int mostCalls) {
        host = new TimeLimitedHost(
                behind,
                limit,
                mostCalls,
                task -> {
                    Thread thread = new Thread(task, "call-TEST");
                    thread.setDaemon(true);
                    threads.add(thread);
                    return thread;
                },
                nanoTime);
        return host;
    }

    private void hang(String call) {
        behind.during(call, () -> {
            try {
                recovery.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void close() {
        recovery.countDown();
        host.close();
        Await.until("its threads have ended", () -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void aHostThatAnswersIsPassedOnAsItIs() {
        limited(LONG, 4);

        assertThat(host.sessions()).isEqualTo(behind.sessions());
        host.logoff(3);
        behind.fail("disconnect 3", 5);
        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.disconnect(3))
                .withMessageContaining("WTSDisconnectSession for session 3 failed. Error [5]");
        behind.during("detail 3", () -> {
            throw new IllegalStateException("broken");
        });
        assertThatIllegalStateException().isThrownBy(() -> host.detail(3)).withMessage("broken");
        assertThat(behind.actingCalls()).containsExactly("logoff 3", "disconnect 3");
    }

    @Test
    void aCallerDoesNotWaitForAHostThatHangs() {
        limited(SHORT, 4);
        hang("logoff 3");

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.logoff(3))
                .withMessageContaining("The logoff for session 3 failed. Error [1460]")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.HOST_UNREACHABLE))
                .satisfies(failure -> assertThat(failure.hadNoEffect()).isFalse());
        assertThat(host.detail(3).user()).isEqualTo("alice");
    }

    @Test
    void aCallThatHangsIsNotMadeASecondTimeAndOtherSessionsAreServed() {
        limited(SHORT, 10);
        behind.with(Samples.active(4, "bob"));
        hang("logoff 3");
        assertThatThrownBy(() -> host.logoff(3)).hasMessageContaining("Error [1460]");

        for (int i = 0; i < 2 * TimeLimitedHost.MOST_OVERDUE; i++) {
            assertThatThrownBy(() -> host.logoff(3)).hasMessageContaining("Error [170]");
        }
        host.logoff(4);

        assertThat(behind.actingCalls()).containsExactly("logoff 3", "logoff 4");
    }

    @Test
    void whenCallsAboutSeveralSessionsHangFurtherOnesAreNotMade() {
        limited(SHORT, 10);
        for (long id = 3; id < 3 + TimeLimitedHost.MOST_OVERDUE; id++) {
            long session = id;
            hang("detail " + session);
            assertThatThrownBy(() -> host.detail(session)).hasMessageContaining("Error [1460]");
        }

        assertThatExceptionOfType(SessionApiException.class)
                .isThrownBy(() -> host.logoff(9))
                .withMessageContaining("Error [170]")
                .satisfies(failure -> assertThat(failure.hadNoEffect()).isTrue());
        assertThat(behind.actingCalls()).isEmpty();
        assertThat(threads).hasSize(TimeLimitedHost.MOST_OVERDUE);

        recovery.countDown();
        Await.until("the calls have returned", () -> answers(host));
    }

    @Test
    void whatIsKnownOfALogonOnlyAfterALongTimeIsAskedForAgain() {
        limited(LONG, 4);
        Queue<Duration> times = new ArrayDeque<>(List.of(TimeLimitedHost.FRESH_FOR.plusNanos(1), Duration.ZERO));
        behind.during("detail 3", () -> nanoTime.advance(times.remove()));

        assertThat(host.detail(3).user()).isEqualTo("alice");

        assertThat(behind.calls()).containsExactly("detail 3", "detail 3");
    }

    @Test
    void aHostThatIsSlowTwiceDoesNotTellWhoseLogonItIs() {
        limited(LONG, 4);
        behind.during("detail 3", () -> nanoTime.advance(TimeLimitedHost.FRESH_FOR.plusNanos(1)));

        assertThatThrownBy(() -> host.detail(3)).hasMessageContaining("for session 3 failed. Error [1460]");
    }

    @Test
    void theEndLetsAllCallersGoAtOnce() {
        limited(LONG, 4);
        hang("logoff 3");
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> host.logoff(3));
        Await.until("the host is asked", () -> behind.actingCalls().size() == 1);

        host.close();

        Await.until("the caller is told", caller::isCompletedExceptionally);
        assertThatThrownBy(caller::join)
                .hasRootCauseMessage(
                        "The logoff for session 3 failed. Error [1460]: The session"
                                + " host has not answered in time; whether the call takes effect is not known. (ERROR_TIMEOUT)");
        assertThatThrownBy(() -> host.logoff(4)).hasMessageContaining("Error [170]");
    }

    private static boolean answers(TimeLimitedHost host) {
        try {
            return !host.sessions().isEmpty();
        } catch (SessionApiException e) {
            return false;
        }
    }

    /** A logoff that waits for a thread would be made long after the logon was looked at. */
    @Test
    void aCallThatFindsNoThreadIsRefusedAndNeverMadeLater() {
        limited(SHORT, 1);
        hang("detail 3");
        assertThatThrownBy(() -> host.detail(3)).hasMessageContaining("Error [1460]");

        assertThatThrownBy(() -> host.logoff(3)).hasMessageContaining("Error [170]");

        recovery.countDown();
        Await.until("the host answers again", () -> answers(host));
        assertThat(behind.actingCalls()).isEmpty();
    }

    @Test
    void aQuestionToTheUserMayTakeItsTimeLonger() {
        limited(SHORT, 4);
        CountDownLatch pressed = new CountDownLatch(1);
        behind.press(MessageResponse.YES);
        behind.during("sendMessage 3", () -> {
            try {
                assertThat(pressed.await(3 * SHORT.toMillis(), TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        MessageResponse response = host.sendMessage(3, new Message("t", "x", Buttons.YES_NO, LONG, true));

        assertThat(response).isEqualTo(MessageResponse.YES);
    }

    @Test
    void manyCallsAtOnceGetTheirAnswers() {
        limited(LONG, 50);
        CountDownLatch together = new CountDownLatch(50);
        behind.during("sessions", () -> {
            together.countDown();
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        List<Thread> callers =
                IntStream.range(0, 50).mapToObj(i -> new Thread(host::sessions)).toList();
        callers.forEach(Thread::start);

        Await.until("all have their answer", () -> callers.stream().noneMatch(Thread::isAlive));
        assertThat(together.getCount()).isZero();
    }
}
