package io.github.logoffd.web.server;

import java.io.IOException;

/** Answers the requests of one path, synchronously or later; every request is answered. */
@FunctionalInterface
public interface ExchangeHandler {

    void handle(Exchange exchange) throws IOException;
}
