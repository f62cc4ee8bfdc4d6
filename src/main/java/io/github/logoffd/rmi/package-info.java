/**
 * The connector for JMX clients such as JConsole and VisualVM: RMI on one port, for users with a password.
 *
 * <p>A request passes {@code ClientSockets} (address, TLS, limits), {@code InputFilter} (what may be deserialised),
 * {@code Logins} (authentication), then {@code GuardedBeans} with the decision of {@code access} about each call. Every
 * client has its own connection with beans bound to its user; nothing depends on a thread or security context.
 * Thread-safe; JMX itself passes and requires null in places.
 */
package io.github.logoffd.rmi;
