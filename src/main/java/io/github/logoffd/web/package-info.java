/** The HTTP endpoint: {@code HttpEndpoint} wires the server and its endpoints. */
package io.github.logoffd.web;
