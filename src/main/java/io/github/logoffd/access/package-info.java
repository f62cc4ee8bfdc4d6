/**
 * Who may do what: users with roles and hashed passwords, the file that they stand in, and the one decision about each request.
 *
 * <p>A line of the users file is {@code name:role:hash}, or {@code name:role:certificate} for a user who has no password but shows a
 * TLS client certificate whose subject CN is that name. The roles are {@link io.github.logoffd.access.Role}. {@code Authenticator}
 * answers who somebody is, {@code Permissions} what that role may ask; {@code ProtectedFiles} keeps the file from everybody else.
 * A name has one line, so that a user has either a password or a certificate. A common name that is no name of a user, such as one with
 * blanks, gives nobody a role; whether the certificate is valid is for TLS to check before.
 *
 * <p>May import {@code files} and {@code text}, and of JMX only the names of beans. Whoever serves requests asks it, over HTTP and RMI
 * alike. Thread-safe; nothing is null; no password and no hash is ever part of a message.
 */
package io.github.logoffd.access;
