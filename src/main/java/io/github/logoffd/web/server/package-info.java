/**
 * The HTTP server and its limits. {@code JettyServer} sets up Jetty, {@code WaitingConnections} closes connections that
 * wait too long for their client, {@code RequestDispatcher} runs the checks of each request: {@code RequestFilter}
 * rejects requests that a foreign web page may have caused, {@code UserFilter} those without valid credentials.
 * {@code Exchange} is one request with its answer, {@code ResponseBudget} the memory for answers. Thread-safe.
 */
package io.github.logoffd.web.server;
