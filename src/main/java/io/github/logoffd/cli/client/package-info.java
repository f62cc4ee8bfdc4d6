/**
 * What a command needs to talk to a running service: its address, the name and password, the certificates to trust, and
 * the beans that it reads and acts on. {@code ServiceAccess} has the options and opens a {@code ServiceClient}. Every
 * failure is a {@code ServiceException} whose message is one plain sentence.
 */
package io.github.logoffd.cli.client;
