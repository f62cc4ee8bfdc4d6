package io.github.logoffd.web.server;

import java.io.IOException;

/** Answers the requests of one path, now or later; never lets one without an answer. */
@FunctionalInterface
public interface ExchangeHandler {

    void handle(Exchange exchange) throws IOException;
}
