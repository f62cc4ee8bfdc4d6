package io.github.logoffd.web.console;

import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Serves the console. The page and its files hold no data, so they are served without authentication; the page may load
 * files and data from this server only, runs no script of another origin, and cannot be framed.
 */
public final class ConsoleHandler implements ExchangeHandler {

    public static final String PATH = "/console";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Read at the first request, so that the start of the service does not wait for it. */
    private static final class Loaded {
        static final ConsoleFiles FILES = ConsoleFiles.load();
    }

    @Override
    public void handle(Exchange exchange) {
        String path = exchange.path().substring(PATH.length());
        if (path.isEmpty()) {
            exchange.redirect(PATH + '/');
        } else if (path.equals("/")) {
            page(exchange);
        } else {
            file(exchange, path.substring(1));
        }
    }

    private static void page(Exchange exchange) {
        exchange.setHeader("Content-Security-Policy", Loaded.FILES.policy());
        exchange.setHeader("X-Frame-Options", "DENY");
        exchange.setHeader("Referrer-Policy", "no-referrer");
        exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (exchange.isSecure()) {
            exchange.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        byte[] page = Loaded.FILES.page().getBytes(StandardCharsets.UTF_8);
        exchange.send(200, HTML, out -> out.write(page));
    }

    private static void file(Exchange exchange, String name) {
        Optional<ConsoleFiles.Content> file = Loaded.FILES.find(name);
        if (file.isEmpty()) {
            exchange.error(404, "The console has no file " + name + ". Reload the page.");
            return;
        }
        exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        exchange.setCacheControl(FOR_EVER);
        exchange.send(200, file.get().type(), file.get()::writeTo);
    }
}
