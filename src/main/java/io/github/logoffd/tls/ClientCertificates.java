package io.github.logoffd.tls;

/**
 * Policy for client certificates. A certificate that a client sends must be valid; otherwise the connection is refused.
 */
public enum ClientCertificates {
    OFF,
    OPTIONAL,
    REQUIRED
}
