package io.github.logoffd.config;

import java.net.InetAddress;

/**
 * Address and port of the connector for JMX clients.
 *
 * @param address the address that it listens on
 * @param port its only port, 0 for any free one
 * @param host the name or address of this machine to which clients are sent
 */
public record RmiConfig(InetAddress address, int port, String host) {}
