package io.github.logoffd.config;

import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.IpText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Advice for the administrator that names the configuration in use, never one that was not read. Stateless. */
public final class Advice {

    private Advice() {}

    /**
     * Returns how to change some keys, without a full stop.
     *
     * @param source the configuration in use, {@code ""} for the built-in one
     */
    public static String toChange(String source, ConfigKey... keys) {
        String names = Arrays.stream(keys).map(ConfigKey::key).collect(Collectors.joining(" and "));
        return source.isEmpty()
                ? "start with --config FILE and set " + names + " there"
                : "change " + names + " in " + source;
    }

    /**
     * Explains why a server cannot listen. An address of another machine is never available, whatever the port.
     *
     * @param source the configuration in use, {@code ""} for the built-in one
     * @param e the failure, whose innermost cause has the reason
     */
    public static IOException cannotListen(
            String source, InetAddress address, int port, ConfigKey addressKey, ConfigKey portKey, IOException e) {
        String text = IpText.of(address);
        return new IOException(
                isOfThisMachine(address)
                        ? text + " port " + port + " is not available (" + ErrorText.of(innermost(e))
                                + "). Stop the program that uses it, or " + toChange(source, portKey) + '.'
                        : text + " is not an address of this machine. Use one of its addresses: "
                                + toChange(source, addressKey) + '.',
                e);
    }

    /** Tries another port: querying the network adapters can take minutes on Windows. */
    private static boolean isOfThisMachine(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            // The reason of the failed attempt is reported with the address.
            return false;
        }
    }

    private static Throwable innermost(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
