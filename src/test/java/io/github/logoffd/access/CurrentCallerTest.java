package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is served by a thread, and under which name requests are counted. */
class CurrentCallerTest {

    private static final Caller ANN = new Caller("http", "192.0.2.1", "ann", "operator");
    private static final Caller BEN = new Caller("rmi", "192.0.2.2", "ben", "monitor");

    @Test
    void aThreadServesOneCallerAndAfterwardsTheOneBefore() {
        assertThat(CurrentCaller.get()).isEqualTo(Caller.LOCAL_JMX);

        String answer = CurrentCaller.during(ANN, () -> {
            assertThat(CurrentCaller.get()).isEqualTo(ANN);
            assertThat(CurrentCaller.during(BEN, CurrentCaller::get)).isEqualTo(BEN);
            assertThat(CurrentCaller.get()).isEqualTo(ANN);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(CurrentCaller.get()).isEqualTo(Caller.LOCAL_JMX);
    }

    @Test
    void afterAFailureTheCallerBeforeIsServedToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CurrentCaller.during(ANN, () -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(CurrentCaller.get()).isEqualTo(Caller.LOCAL_JMX);
    }

    @Test
    void anotherThreadHasNoCallerOfThisOne() throws Exception {
        Caller other = CurrentCaller.during(
                ANN, () -> CompletableFuture.supplyAsync(CurrentCaller::get).get(20, TimeUnit.SECONDS));

        assertThat(other).isEqualTo(Caller.LOCAL_JMX);
    }

    @Test
    void requestsAreCountedByUserElseByAddressElseByChannel() {
        assertThat(ANN.actor()).isEqualTo("ann");
        assertThat(new Caller("http", "192.0.2.1").actor()).isEqualTo("192.0.2.1");
        assertThat(Caller.LOCAL_JMX.actor()).isEqualTo("jmx");
    }
}
