/**
 * The HTTP server and its limits. {@code JettyServer} sets up Jetty, {@code WaitingConnections} closes connections whose clients keep the
 * server waiting, {@code RequestDispatcher} leads each request on: {@code RequestFilter} rejects requests that a foreign web page may have
 * caused, {@code UserFilter} those without a user. {@code Exchange} is one request with its answer, {@code ResponseBudget} the memory for answers.
 * Thread-safe.
 */
package io.github.logoffd.web.server;
