/**
 * The connector for JMX clients such as JConsole and VisualVM: RMI on one port, for users with a password.
 *
 * <p>Beside {@code http} the other way in. A request passes {@code ClientSockets} (address, TLS, limits), {@code InputFilter} (what may
 * be deserialised), {@code Login} (who it is), then {@code GuardedBeans} with the decision of {@code access} about each call. Every
 * login has a connection with beans of its own that know the user; nothing depends on what a thread or a security context carries.
 *
 * <p>May import {@code access}, {@code config}, {@code control} ({@code Caller}, {@code CurrentCaller} and {@code AccessLog} only),
 * {@code text} and {@code tls}. Thread-safe; nothing is null but what JMX hands over or wants.
 */
package io.github.logoffd.rmi;
