package io.github.logoffd.http;

import java.io.IOException;

/** Answers the requests of one path, now or later; never lets one without an answer. */
@FunctionalInterface
interface ExchangeHandler {

    void handle(Exchange exchange) throws IOException;
}
