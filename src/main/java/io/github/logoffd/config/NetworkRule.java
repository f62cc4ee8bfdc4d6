package io.github.logoffd.config;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.util.Optional;

/** Requires TLS on addresses beyond loopback, unless the configuration explicitly allows plain text. */
final class NetworkRule {

    private NetworkRule() {}

    static Optional<String> problem(InetAddress address, boolean tls, boolean plainTextAllowed) {
        if (address.isLoopbackAddress() || tls || plainTextAllowed) {
            return Optional.empty();
        }
        return Optional.of(ConfigKey.HTTP_ADDRESS.key() + " is \"" + IpText.of(address)
                + "\", which is reachable over the network, but there is no TLS. Set "
                + ConfigKey.TLS_KEYSTORE.key() + ", or " + ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK.key()
                + "=yes to accept that the traffic can be read and changed on the way.");
    }

    /** RMI has no such exception: JMX clients always send the password. */
    static Optional<String> problem(InetAddress rmiAddress, boolean tls) {
        if (rmiAddress.isLoopbackAddress() || tls) {
            return Optional.empty();
        }
        return Optional.of(ConfigKey.RMI_ADDRESS.key() + " is \"" + IpText.of(rmiAddress)
                + "\", which is reachable over the network, but there is no TLS. Set " + ConfigKey.TLS_KEYSTORE.key()
                + ", or a loopback address such as 127.0.0.1.");
    }
}
