/**
 * TLS for the server: key material from files, checked before it is used and read again when the files change. For clients: whom to
 * trust.
 *
 * <p>May import {@code files} and {@code text}. {@code TlsMaterial} reads and checks, {@code ServerTls} serves the newest good material. Thread-safe;
 * nothing is null.
 */
package io.github.logoffd.tls;
