package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WtsSessionHostTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has the DLL.")
    void whereTheDllIsMissingThatIsReportedInOneSentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WtsSessionHost.local("HOST1", false))
                .withMessageStartingWith("wtsapi32.dll cannot be loaded (")
                .withMessageEndingWith("Use Windows with Remote Desktop Services, or the option --simulate.");
    }
}
