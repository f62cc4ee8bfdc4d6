package io.github.logoffd.config;

import java.net.InetAddress;
import java.util.Set;

/**
 * Settings of the HTTP server.
 *
 * @param address where it listens
 * @param port its port, 0 for any free one
 * @param connections how many requests it carries out at once
 * @param hosts names beside localhost and the addresses under which clients may address it
 * @param maxRequestBytes the largest request body
 */
public record HttpConfig(InetAddress address, int port, int connections, Set<String> hosts, int maxRequestBytes) {

    /** Callers that wait must leave room for those that read. */
    static final int REQUESTS_OF_READERS = 16;

    public HttpConfig {
        hosts = Set.copyOf(hosts);
    }

    static HttpConfig read(ConfigValues values) {
        return new HttpConfig(
                values.address(ConfigKey.HTTP_ADDRESS),
                values.number(ConfigKey.HTTP_PORT, 0, 65535),
                values.number(ConfigKey.HTTP_CONNECTIONS, 2 * REQUESTS_OF_READERS, 2000),
                values.hostHeaders(ConfigKey.HTTP_HOSTS),
                values.number(ConfigKey.HTTP_MAX_REQUEST_BYTES, 1024, 16 * 1024 * 1024));
    }
}
