package io.github.logoffd.cli.client;

import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param status of HTTP
 * @param retryAfter the header of this name
 * @param body all of it
 */
record HttpAnswer(int status, Optional<String> retryAfter, String body) {}
