package io.github.logoffd.control.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.ControlFixture;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit names what has turned a request down, also when that is no rule of the configuration. */
class BuiltInRuleTest {

    private static final SessionRow OWN = Samples.active(7, "service");

    private final ControlFixture fixture = new ControlFixture(100, 16, OptionalLong.of(7));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatIsNeverEndedIsRefusedByItsKind() {
        SessionRow unknown = Samples.active(5, "bob");
        fixture.host
                .with(Samples.nobody(4))
                .with(unknown, Samples.withoutTimes(Samples.detail(unknown)))
                .with(OWN);

        assertThat(ruleFor(Samples.session(Samples.CONSOLE))).isEqualTo("console");
        assertThat(ruleFor(Samples.session(Samples.SERVICES))).isEqualTo("services");
        assertThat(ruleFor(Samples.session(Samples.LISTENER))).isEqualTo("listener");
        assertThat(ruleFor(Samples.session(Samples.nobody(4)))).isEqualTo("nobody");
        assertThat(ruleFor(Samples.session(unknown, Samples.withoutTimes(Samples.detail(unknown)))))
                .isEqualTo("unknownLogon");
        assertThat(ruleFor(Samples.session(OWN))).isEqualTo("ownSession");
    }

    private String ruleFor(Session target) {
        fixture.service.logoff(target, false);
        return lastRule();
    }

    private String lastRule() {
        return fixture.trail.lines().get(fixture.trail.lines().size() - 1).rule();
    }

    @Test
    void everyRuleAndEveryOutcomeHasAMeaningOfItsOwn() {
        assertThat(BuiltInRule.values())
                .extracting(BuiltInRule::meaning)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Outcome.values())
                .extracting(Outcome::meaning)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @Test
    void theConditionsOfARequestAreRulesToo() {
        assertThat(ruleOf("bob", "", 0)).isEqualTo("expectedUser");
        assertThat(ruleOf("", "DISCONNECTED", 0)).isEqualTo("allowedStates");
        assertThat(ruleOf("", "", 3600)).isEqualTo("unusedTime");
        assertThat(ruleOf("alice", "ACTIVE", 1)).isEmpty();
    }

    private String ruleOf(String user, String states, long seconds) {
        fixture.control.automation().requestLogoff("3", user, states, seconds, "", "", false);
        return lastRule();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyARefusalHasARuleAndEveryRefusalHasOne(Outcome outcome) {
        if (outcome.isRefusal()) {
            assertThat(Step.Refused.by("limit.x", outcome, "").rule()).isEqualTo("limit.x");
            assertThatIllegalArgumentException().isThrownBy(() -> Step.Refused.by("", outcome, ""));
            assertThatIllegalArgumentException().isThrownBy(() -> new Step.Failed(outcome, 0, "", false));
            assertThatIllegalArgumentException().isThrownBy(() -> Step.Accepted.of(outcome, ""));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Step.Refused.by("limit.x", outcome, ""))
                    .withMessageContaining("The outcome is " + outcome);
        }
    }

    @Test
    void everyRuleHasANameOfItsOwn() {
        assertThat(BuiltInRule.values())
                .extracting(BuiltInRule::text)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z][A-Za-z]+"));
        assertThat(Set.of(BuiltInRule.values())).allMatch(rule -> rule.outcome().isRefusal());
    }
}
