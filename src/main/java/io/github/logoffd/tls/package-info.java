/**
 * TLS for the server: key material from files, checked before it is used and read again when the files change. For
 * clients: the certificates to trust. {@code TlsMaterial} reads and checks, {@code ServerTls} serves the newest good
 * material. Thread-safe.
 */
package io.github.logoffd.tls;
