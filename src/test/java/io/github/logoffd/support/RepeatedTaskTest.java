package io.github.logoffd.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.HandDrivenScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a schedule whose task fails. */
class RepeatedTaskTest {

    private final HandDrivenScheduler thread = new HandDrivenScheduler();
    private final AtomicInteger runs = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, Error.class})
    void aTaskThatFailsIsRunAgain(Class<? extends Throwable> failure) throws Exception {
        RepeatedTask.schedule(thread, Duration.ZERO, Duration.ofSeconds(1), () -> {
            runs.incrementAndGet();
            fail(failure);
        });

        thread.runNext();
        thread.runNext();

        assertThat(runs).hasValue(2);
    }

    @Test
    void aTaskIsRunAgainAndAgain() throws Exception {
        RepeatedTask.schedule(thread, Duration.ZERO, Duration.ofSeconds(1), runs::incrementAndGet);

        thread.runNext();
        thread.runNext();

        assertThat(runs).hasValue(2);
        assertThat(thread.waiting()).isEqualTo(1);
    }

    private static void fail(Class<? extends Throwable> failure) {
        if (failure.equals(Error.class)) {
            throw new Error("Invalid memory access");
        }
        throw new IllegalStateException("broken");
    }
}
