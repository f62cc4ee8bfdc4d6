package io.github.logoffd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.HostChoice;
import io.github.logoffd.cli.windows.UsageException;
import io.github.logoffd.service.HostOpener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command acts on: a simulated host and a service are never both. */
class CommandHostsTest {

    private static CommandTarget open(Map<String, String> environment, boolean simulate, String... service)
            throws Exception {
        return open(environment, Optional.empty(), simulate, service);
    }

    private static CommandTarget open(
            Map<String, String> environment, Optional<String> server, boolean simulate, String... service)
            throws Exception {
        CommandHosts hosts = new CommandHosts(
                complaint -> {}, () -> new ServiceAccess(environment, file -> Optional.empty(), Optional::empty));
        return hosts.open(new HostChoice(server, true, false, simulate, "", List.of(service)), note -> {})
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--url=http://127.0.0.1:1/", "--url=", "--user-file=x", "--ca=x", "--timeout=5"})
    void simulateTogetherWithAnOptionOfAServiceIsRefused(String option) {
        assertThatThrownBy(() -> open(Map.of(), true, option))
                .isInstanceOf(UsageException.class)
                .hasMessage("--simulate and " + option.substring(0, option.indexOf('='))
                        + " contradict each other. Give one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", " ", "nonsense"})
    void simulateIsRefusedWhileTheEnvironmentNamesAService(String url) {
        assertThatThrownBy(() -> open(Map.of("LOGOFFD_URL", url), true))
                .isInstanceOf(UsageException.class)
                .hasMessage("--simulate and LOGOFFD_URL contradict each other. Give one of them.");
    }

    @Test
    void simulateAloneIsASimulatedHost() throws Exception {
        try (CommandTarget target = open(Map.of("LOGOFFD_USER", "x"), true)) {
            assertThat(target.host()).isEqualTo(HostOpener.SIMULATED_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", ".", "127.0.0.1"})
    void thisMachineIsTheSimulatedHostToo(String server) throws Exception {
        try (CommandTarget target = open(Map.of(), Optional.of(server), true)) {
            assertThat(target.host()).isEqualTo(HostOpener.SIMULATED_HOST);
        }
        try (CommandTarget target = open(Map.of(), Optional.of("RDS02"), true)) {
            assertThat(target.host()).isEqualTo("RDS02");
        }
    }

    /** A service may run on another machine, whose localhost is not meant. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", ".", "127.0.0.1", "::1"})
    void aServiceIsAskedForThisMachineByItsName(String server) throws Exception {
        assertThat(CommandHosts.machineOfService(Optional.of(server))).contains(HostOpener.computerName());
        assertThat(CommandHosts.machineOfService(Optional.of("RDS02"))).contains("RDS02");
        assertThat(CommandHosts.machineOfService(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0"})
    void aBlankAddressIsNotTheHostItself(String blank) {
        assertThatThrownBy(() -> open(Map.of("LOGOFFD_URL", blank), false)).hasMessageContaining("The address ");
        assertThatThrownBy(() -> open(Map.of(), false, "--url=" + blank)).hasMessageContaining("The address ");
        assertThatThrownBy(() -> open(Map.of(), false, "--url=")).hasMessageContaining("The address ");
    }

    @ParameterizedTest
    @CsvSource({
        "--timeout=soon, , --timeout is soon. Expected: 1 to 3600 seconds.",
        "--timeout=, , --timeout is . Expected: 1 to 3600 seconds.",
        "--timeout=0, , --timeout is 0. Expected: 1 to 3600 seconds.",
        "--url=http://127.0.0.1:1/, --url=http://127.0.0.1:2/, --url was given twice. Give it once.",
        "--user-file=missing.txt, , There is no file missing.txt;"
    })
    void aWrongOptionOfAServiceIsASentence(String option, @Nullable String other, String sentence) {
        String[] options = other == null ? new String[] {option} : new String[] {option, other};

        assertThatThrownBy(() -> open(Map.of("LOGOFFD_URL", "http://127.0.0.1:1/"), false, options))
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith(sentence);
    }
}
