package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The keys of RMI: off unless asked for, and what goes together. */
class RmiKeysTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void itIsOffUnlessAskedFor() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void clientsAreSentToTheAddressUnlessThereIsAName() {
        assertThat(read(Map.of("rmi.enabled", "yes")).orElseThrow().host()).isEqualTo("127.0.0.1");
        assertThat(read(Map.of("rmi.enabled", "yes", "rmi.host", "rds01"))
                        .orElseThrow()
                        .host())
                .isEqualTo("rds01");
        assertThat(problems).isEmpty();
    }

    @Test
    void allAddressesNeedANameToSendClientsTo() {
        read(Map.of("rmi.enabled", "yes", "rmi.address", "0.0.0.0"));

        assertThat(problems)
                .containsExactly(
                        "rmi.host is \"\". Expected: a name or address of this machine, since rmi.address means"
                                + " all of its addresses.");
    }

    @Test
    void aHostWithCharactersThatNoNameHasIsAProblem() {
        read(Map.of("rmi.host", "rds01/x"));

        assertThat(problems).containsExactly("rmi.host is \"rds01/x\". Expected: the name or address of this machine.");
    }

    @Test
    void beyondLoopbackItNeedsTls() {
        RmiConfig config =
                read(Map.of("rmi.enabled", "yes", "rmi.address", "192.0.2.1")).orElseThrow();

        assertThat(NetworkRule.problem(config.address(), true)).isEmpty();
        assertThat(NetworkRule.problem(config.address(), false))
                .contains("rmi.address is \"192.0.2.1\", which is reachable over the network, but there is no"
                        + " TLS. Set tls.keystore, or a"
                        + " loopback address such as 127.0.0.1.");
    }

    private Optional<RmiConfig> read(Map<String, String> given) {
        Map<String, String> defaults = new HashMap<>();
        defaults.putAll(Map.of("rmi.enabled", "no", "rmi.address", "127.0.0.1", "rmi.port", "8779", "rmi.host", ""));
        return RmiKeys.read(new ConfigValues(given, defaults, problems));
    }
}
