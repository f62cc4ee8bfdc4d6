/** The HTTP endpoint: {@code HttpEndpoint} puts the server and what it serves together. */
package io.github.logoffd.web;
