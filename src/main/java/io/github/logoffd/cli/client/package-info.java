/**
 * What a command needs to talk to a running service: its address, the name and password, whom to trust, and the beans it reads and acts
 * on.
 *
 * <p>{@code ServiceAccess} has the options and opens a {@code ServiceClient}. Every failure is a {@code ServiceException} whose message
 * is one plain sentence. May import {@code json}, {@code text} and {@code tls}, and of Jolokia only its JSON parser. Nothing is null.
 */
package io.github.logoffd.cli.client;
