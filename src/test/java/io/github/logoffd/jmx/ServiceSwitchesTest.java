package io.github.logoffd.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.testing.Controls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Service bean shows whether acting is enabled now. */
class ServiceSwitchesTest {

    private final JmxFixture fixture = new JmxFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theSwitchesAreThoseInForce() throws Exception {
        assertThat(fixture.get(JmxFixture.SERVICE, "ActingEnabled")).isEqualTo(true);
        assertThat(fixture.get(JmxFixture.SERVICE, "DryRun")).isEqualTo(false);

        fixture.acting.set(new ActingRules(false, true, false, Controls.OPEN.guard(), Controls.OPEN.limits()));

        assertThat(fixture.get(JmxFixture.SERVICE, "ActingEnabled")).isEqualTo(false);
        assertThat(fixture.get(JmxFixture.SERVICE, "DryRun")).isEqualTo(true);
    }
}
