package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * A countdown and another request for the same session at the same moment, a hundred times each;
 * {@code -Dlogoffd.races=1000} for more. Whichever comes first, no user is warned of a logoff that Windows has accepted
 * already, and none is cancelled that Windows was asked for.
 */
class CountdownRaceTest {

    private static final int TIMES = Integer.getInteger("logoffd.races", 100);

    /** What races, by what it does with a fixture; the answer is empty where it has none. */
    private enum Racer {
        WARN(fixture -> List.of(fixture.control.countdowns().warnAndLogoff(alice(), "Please save.", 3600))),
        CANCEL(fixture -> List.of(fixture.control.countdowns().cancel(alice()))),
        LOGOFF(fixture -> List.of(fixture.service.logoff(alice(), false))),
        LOGOFF_ALL(fixture -> fixture.control.bulk().logoffAll(5, false)),
        REQUEST(fixture ->
                List.of(fixture.control.automation().requestLogoff(alice().key(), "", "", 0, "job-7", "", false))),
        END(fixture -> {
            fixture.timer.runNext();
            return List.of();
        }),
        STOP(fixture -> {
            fixture.control.close();
            return List.of();
        });

        @SuppressWarnings("ImmutableEnumChecker") // The acts hold nothing.
        private final Act act;

        Racer(Act act) {
            this.act = act;
        }
    }

    @FunctionalInterface
    private interface Act {

        List<LogoffAnswer> on(ControlFixture fixture) throws Exception;
    }

    /** Lets both run at the same moment, each time on a fresh fixture, and checks what holds after every race. */
    private static void race(Racer one, Racer other, boolean counting, ThrowingConsumer<Finished> check)
            throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            try (ControlFixture fixture = new ControlFixture()) {
                if (counting) {
                    Racer.WARN.act.on(fixture);
                }
                Finished finished = new Finished(fixture, answers(fixture, one, other));
                finished.assertConsistent();
                check.accept(finished);
            }
        }
    }

    private static List<LogoffAnswer> answers(ControlFixture fixture, Racer one, Racer other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Function<Racer, CompletableFuture<List<LogoffAnswer>>> run = racer -> fixture.elsewhere(() -> {
            try {
                start.await();
                return racer.act.on(fixture);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        CompletableFuture<List<LogoffAnswer>> first = run.apply(one);
        CompletableFuture<List<LogoffAnswer>> second = run.apply(other);
        List<LogoffAnswer> answers = new ArrayList<>(answerOf(first));
        answers.addAll(answerOf(second));
        return answers;
    }

    /** A race that is over. */
    private record Finished(ControlFixture fixture, List<LogoffAnswer> answers) {

        boolean windowsWasAsked() {
            return fixture.host.actingCalls().contains("logoff 3");
        }

        boolean has(Outcome outcome) {
            return answers.stream().anyMatch(answer -> answer.outcome() == outcome);
        }

        boolean counts() {
            return fixture.control.countdowns().dueSeconds(alice()) >= 0;
        }

        void assertConsistent() {
            List<String> lines =
                    fixture.journal.isEmpty() ? List.of() : fixture.journal.get(fixture.journal.size() - 1);
            assertThat(fixture.host.messages()).hasSizeLessThan(2);
            assertThat(lines).hasSize(counts() ? 1 : 0);
            if (windowsWasAsked()) {
                assertThat(fixture.host.actingCalls()).containsOnlyOnce("logoff 3");
                assertThat(counts()).isFalse();
                assertThat(fixture.timer.waiting()).isZero();
                assertThat(fixture.happenings).last().isEqualTo("REQUESTED 3");
            }
        }
    }

    @Test
    void aWarningAndTheEndOfAnEarlierCountdown() throws Throwable {
        race(Racer.WARN, Racer.END, true, finished -> {
            assertThat(finished.windowsWasAsked()).isTrue();
            assertThat(finished.answers().get(0).message()).doesNotContain("was warned;");
        });
    }

    @Test
    void aCancellationAndTheEndOfTheCountdown() throws Throwable {
        race(
                Racer.CANCEL,
                Racer.END,
                true,
                finished -> assertThat(finished.has(Outcome.CANCELLED)).isEqualTo(!finished.windowsWasAsked()));
    }

    @Test
    void aLogoffAndTheEndOfTheCountdown() throws Throwable {
        race(
                Racer.LOGOFF,
                Racer.END,
                true,
                finished -> assertThat(finished.windowsWasAsked()).isTrue());
    }

    @Test
    void aLogoffAndACancellation() throws Throwable {
        race(Racer.LOGOFF, Racer.CANCEL, true, finished -> {
            assertThat(finished.windowsWasAsked()).isTrue();
            assertThat(finished.fixture().timer.waiting()).isZero();
        });
    }

    @Test
    void aWarningAndALogoff() throws Throwable {
        race(
                Racer.WARN,
                Racer.LOGOFF,
                false,
                finished -> assertThat(finished.windowsWasAsked()).isTrue());
    }

    @Test
    void aWarningAndABulkLogoff() throws Throwable {
        race(
                Racer.WARN,
                Racer.LOGOFF_ALL,
                false,
                finished -> assertThat(finished.windowsWasAsked()).isTrue());
    }

    @Test
    void aWarningAndARequestOfAHook() throws Throwable {
        race(
                Racer.WARN,
                Racer.REQUEST,
                false,
                finished -> assertThat(finished.windowsWasAsked()).isTrue());
    }

    @Test
    void twoWarnings() throws Throwable {
        race(Racer.WARN, Racer.WARN, false, finished -> {
            assertThat(finished.answers()).allMatch(answer -> answer.outcome() == Outcome.WARNED);
            assertThat(finished.counts()).isTrue();
            assertThat(finished.fixture().timer.waiting()).isEqualTo(1);
        });
    }

    @Test
    void aWarningAndACancellation() throws Throwable {
        race(
                Racer.WARN,
                Racer.CANCEL,
                false,
                finished -> assertThat(finished.counts()).isEqualTo(!finished.has(Outcome.CANCELLED)));
    }

    @Test
    void aWarningAndTheStopOfTheService() throws Throwable {
        race(
                Racer.WARN,
                Racer.STOP,
                false,
                finished -> assertThat(finished.counts()).isEqualTo(finished.has(Outcome.WARNED)));
    }
}
