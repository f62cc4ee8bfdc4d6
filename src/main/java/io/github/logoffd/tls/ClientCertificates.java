package io.github.logoffd.tls;

/** Whether clients are asked for a certificate. One that a client sends must be good; otherwise there is no connection. */
public enum ClientCertificates {
    OFF,
    OPTIONAL,
    REQUIRED
}
