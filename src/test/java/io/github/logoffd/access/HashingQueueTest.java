package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The order in which passwords are hashed. */
class HashingQueueTest {

    private static final Answer WRONG = new Answer.Rejected(Duration.ZERO);

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final HashingQueue queue = new HashingQueue(threads::add, 3);
    private final List<String> checked = new ArrayList<>();

    @Test
    void theNewestIsNext() {
        add("first");
        add("second");
        threads.remove().run();
        add("third");
        threads.remove().run();
        threads.remove().run();

        assertThat(checked).containsExactly("second", "third", "first");
    }

    @Test
    void whenTooManyWaitTheOldestIsNotChecked() {
        CompletableFuture<Answer> oldest = submit("oldest");
        CompletableFuture<Answer> next = submit("next");
        add("third");
        add("fourth");

        assertThat(oldest.join()).isEqualTo(new Answer.Busy());
        assertThat(next).isNotDone();
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertThat(next.join()).isEqualTo(WRONG);
        assertThat(checked).containsExactly("fourth", "third", "next");
    }

    @Test
    void aCheckThatFailsFailsItsCallerOnly() {
        CompletableFuture<Answer> failed = queue.submit(() -> {
            throw new IllegalStateException("no such algorithm");
        });
        CompletableFuture<Answer> other = submit("other");
        threads.remove().run();
        threads.remove().run();

        assertThatThrownBy(failed::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no such algorithm");
        assertThat(other.join()).isEqualTo(WRONG);
    }

    @Test
    void twoAreCheckedAtOnce() throws Exception {
        HashingQueue real = new HashingQueue();
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(real.submit(() -> {
                atOnce.incrementAndGet();
                two.countDown();
                await(end);
                return WRONG;
            }));
        }

        assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(atOnce).hasValue(2);
        end.countDown();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(WRONG));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String name) {
        CompletableFuture<Answer> unused = submit(name);
    }

    private CompletableFuture<Answer> submit(String name) {
        return queue.submit(() -> {
            checked.add(name);
            return WRONG;
        });
    }
}
