package io.github.logoffd.control.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffRates.Asker;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.NanoClock;
import org.junit.jupiter.api.Test;

/** Two bulk requests of one user at the same time. */
class AdmissionTest {

    private final ActingPolicy policy = new ActingPolicy(
            () -> new ActingRules(true, false, false, Controls.OPEN.guard(), new RateLimits(3, 0, 0, 0, 0)),
            new NanoClock());

    private Admission admission() {
        return new Admission(policy, new Asker("ann", "HOST1", 10), false);
    }

    @Test
    void whatWasUsedIsNotGivenBackAndWhatAnotherHasReservedStaysReserved() {
        Admission first = admission();
        Admission second = admission();
        assertThat(first.reserve(1)).isEqualTo(Step.next());
        assertThat(second.reserve(1)).isEqualTo(Step.next());
        assertThat(first.admit()).isEqualTo(Step.next());

        first.close();

        assertThat(admission().reserve(2))
                .isInstanceOfSatisfying(
                        Step.Refused.class,
                        refused -> assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED_LIMIT));
        assertThat(admission().reserve(1)).isEqualTo(Step.next());
    }

    @Test
    void moreThanWasReservedIsAdmittedOnlyWithinWhatIsLeft() {
        Admission first = admission();
        Admission second = admission();
        assertThat(first.reserve(1)).isEqualTo(Step.next());
        assertThat(second.reserve(2)).isEqualTo(Step.next());

        assertThat(first.admit()).isEqualTo(Step.next());
        assertThat(first.admit()).isInstanceOf(Step.Refused.class);
    }
}
