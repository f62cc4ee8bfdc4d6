package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What procrun calls: a start that blocks until the stop, which may come at any time. */
@Timeout(60)
class StoppableStartTest {

    private final StoppableStart start = new StoppableStart();

    @Test
    void aStopIsHeardWhileTheStartHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> runUntilStopped(() -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        start.stop();

        assertThat(run.get(20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aStopThatComesBeforeTheStartIsHeardToo() {
        start.stop();

        assertThatCode(() -> start.runUntilStopped(() -> new CountDownLatch(1).await()))
                .doesNotThrowAnyException();
    }

    @Test
    void aStartThatFailsIsNotWaitedFor() {
        IOException failure = new IOException("no port");

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> start.runUntilStopped(() -> {
                    throw failure;
                }))
                .withCause(failure);
    }

    private void runUntilStopped(StoppableStart.Start action) {
        try {
            start.runUntilStopped(action);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
