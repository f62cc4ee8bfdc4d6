/**
 * The HTTP server: Jolokia's protocol under {@code /jolokia}, {@code /health}, {@code /metrics}, the events as a stream
 * under {@code /events}, and alerts under {@code /hooks/alertmanager}.
 *
 * <p>Last stage of the data flow, first of the control flow. {@code JettyServer} sets up Jetty, {@code WaitingConnections} closes
 * connections whose clients keep the server waiting, {@code RequestDispatcher} leads each request on: {@code RequestFilter} turns away what may
 * come from a web page, {@code UserFilter} whoever is no user. {@code JolokiaHandler} reads and writes HTTP, {@code GuardedJolokia} decides
 * about each Jolokia request. {@code VisibleBeans} keeps the rest of the beans from Jolokia. Thread-safe; nothing is null.
 */
package io.github.logoffd.web;
