package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.files.Reloading;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Looks at files of a file system that need not answer. */
class ReloadedFilesTest {

    private final NanoClock nanoTime = new NanoClock();

    @Test
    void aLookThatHangsIsAProblemUntilItEnds() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (ReloadedFiles files = new ReloadedFiles(nanoTime)) {
            Reloading unused = files.add("rules", hanging(asked, answered));
            Await.until("the file system is asked", () -> asked.getCount() == 0);
            assertThat(files.problems()).isEmpty();

            nanoTime.advance(ReloadedFiles.LOOK_TIMEOUT.plusMillis(1));

            assertThat(files.problems())
                    .singleElement()
                    .asString()
                    .contains("files of the rules")
                    .contains("30 seconds");
            answered.countDown();
            Await.until("the problem is over", () -> files.problems().isEmpty());
        } finally {
            answered.countDown();
        }
    }

    @Test
    void aFileThatIsNotUsedIsAProblem() {
        try (ReloadedFiles files = new ReloadedFiles(nanoTime)) {
            Reloading unused = files.add("users", bad());
            nanoTime.advance(Duration.ofHours(1));

            assertThat(files.problems()).containsExactly("The users file is not used.");
        }
    }

    private static Reloading hanging(CountDownLatch asked, CountDownLatch answered) {
        return new Reloading() {
            @Override
            public void look() {
                asked.countDown();
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public Optional<String> problem() {
                return Optional.empty();
            }
        };
    }

    private static Reloading bad() {
        return new Reloading() {
            @Override
            public void look() {
                // Nothing changes.
            }

            @Override
            public Optional<String> problem() {
                return Optional.of("The users file is not used.");
            }
        };
    }
}
