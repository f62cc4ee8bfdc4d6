package io.github.logoffd.config;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The keys of the connector for JMX clients. They are also checked while it is disabled, so that problems do not appear
 * only when it is enabled.
 */
final class RmiKeys {

    private RmiKeys() {}

    /** Returns the configuration of the connector, empty when it is disabled. */
    static Optional<RmiConfig> read(ConfigValues values) {
        boolean enabled = values.yesOrNo(ConfigKey.RMI_ENABLED);
        InetAddress address = values.address(ConfigKey.RMI_ADDRESS);
        int port = values.number(ConfigKey.RMI_PORT, 1, 65535);
        String host = values.hostName(ConfigKey.RMI_HOST);
        if (host.isEmpty() && address.isAnyLocalAddress()) {
            values.problem(
                    ConfigKey.RMI_HOST,
                    "a name or address of this machine, since " + ConfigKey.RMI_ADDRESS.key()
                            + " means all of its addresses",
                    "");
        }
        RmiConfig config = new RmiConfig(address, port, host.isEmpty() ? IpText.of(address) : host);
        return enabled ? Optional.of(config) : Optional.empty();
    }
}
