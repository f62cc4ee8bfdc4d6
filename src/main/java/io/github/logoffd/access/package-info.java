/**
 * Authentication and authorization: users with roles and hashed passwords, the users file, the caller of a request, and
 * the one decision about each request, over HTTP and RMI alike.
 *
 * <p>A line of the users file is {@code name:role:hash}, or {@code name:role:certificate} for a user without a password
 * who presents a TLS client certificate whose subject CN is that name. The roles are
 * {@link io.github.logoffd.access.Role}. {@code Authenticator} checks credentials, {@code Permissions} decides what a
 * role may request; {@code ProtectedFiles} protects the file from other accounts. A name has one line, so that a user
 * has either a password or a certificate. A common name that is not a user name, such as one with blanks, has no role;
 * TLS has validated the certificate before. Thread-safe; no password and no hash is ever part of a message.
 */
package io.github.logoffd.access;
