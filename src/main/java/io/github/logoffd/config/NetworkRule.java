package io.github.logoffd.config;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.util.Optional;

/** What goes over a network is encrypted, unless the configuration says in so many words that it need not be. */
final class NetworkRule {

    private NetworkRule() {}

    static Optional<String> problem(InetAddress address, boolean tls, boolean plainTextAllowed) {
        if (address.isLoopbackAddress() || tls || plainTextAllowed) {
            return Optional.empty();
        }
        return Optional.of(ConfigKey.HTTP_ADDRESS.key() + " is \"" + IpText.of(address)
                + "\", which others reach, without TLS; expected is " + ConfigKey.TLS_KEYSTORE.key() + ", or "
                + ConfigKey.HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK.key()
                + "=yes if everybody on the way may read and change what is sent.");
    }

    /** RMI has no exception: JMX clients cannot be told to keep passwords to themselves. */
    static Optional<String> problem(InetAddress rmiAddress, boolean tls) {
        if (rmiAddress.isLoopbackAddress() || tls) {
            return Optional.empty();
        }
        return Optional.of(ConfigKey.RMI_ADDRESS.key() + " is \"" + IpText.of(rmiAddress)
                + "\", which others reach, without TLS; expected is " + ConfigKey.TLS_KEYSTORE.key()
                + ", or a loopback address such as 127.0.0.1.");
    }
}
