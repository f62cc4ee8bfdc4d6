package io.github.logoffd.config;

import java.net.InetAddress;

/**
 * Where the connector for JMX clients listens.
 *
 * @param address the address
 * @param port its only port, 0 for any free one
 * @param host the name or address of this machine to which clients are sent
 */
public record RmiConfig(InetAddress address, int port, String host) {}
