/**
 * The connector for JMX clients such as JConsole and VisualVM: RMI on one port, for users with a password.
 *
 * <p>A request passes {@code ClientSockets} (address, TLS, limits), {@code InputFilter} (what may be deserialised), {@code Logins}
 * (authentication), then {@code GuardedBeans} with the decision of {@code access} about each call. Every login has a connection with beans
 * of its own that know the user; nothing depends on what a thread or a security context carries. Thread-safe; JMX itself hands over and
 * wants null in places.
 */
package io.github.logoffd.rmi;
