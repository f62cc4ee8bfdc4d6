package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.github.logoffd.control.CurrentCaller;
import io.github.logoffd.text.IpText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Jolokia requests from HTTP and writes the answers. The body is UTF-8 whatever the machine's code page, and is read whole
 * before anything is done, so that half a request does nothing.
 */
final class JolokiaHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(JolokiaHandler.class);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private static final Pattern LEADING_SLASHES = Pattern.compile("^/+");

    private static final int MOST_DIGITS = 1000;
    private static final int LONGEST_MESSAGE = 1000;

    private final JolokiaServices jolokia;
    private final RequestBodies bodies;
    private final Responses responses;
    private final Room room;

    JolokiaHandler(JolokiaServices jolokia, RequestBodies bodies, Room room, Responses responses) {
        this.jolokia = jolokia;
        this.bodies = bodies;
        this.room = room;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET", "POST" -> {
                try (Room.Share share = room.open(CurrentCaller.get().user())) {
                    serve(exchange, share);
                }
            }
            default -> responses.wrongMethod(exchange, "GET, POST");
        }
    }

    private void serve(HttpExchange exchange, Room.Share share) throws IOException {
        Optional<byte[]> body =
                exchange.getRequestMethod().equals("GET") ? Optional.of(new byte[0]) : bodies.read(exchange, share);
        if (body.isPresent()) {
            answer(exchange, body.get(), share);
        }
    }

    private void answer(HttpExchange exchange, byte[] body, Room.Share share) throws IOException {
        JSONStructure answer;
        try {
            answer = execute(exchange, body, share);
        } catch (RefusedRequest e) {
            responses.error(exchange, 400, e.getMessage());
            return;
        }
        responses.json(exchange, 200, answer);
    }

    /** What fails while a request is carried out is part of the answer; what is thrown here is about reading it. */
    private JSONStructure execute(HttpExchange exchange, byte[] body, Room.Share share) throws IOException {
        if (hasHugeNumber(body)) {
            throw new RefusedRequest("it has a number of " + MOST_DIGITS + " digits or more");
        }
        URI uri = exchange.getRequestURI();
        GuardedJolokia requests = jolokia.requestsOf(CurrentCaller.get(), actingProblem(exchange), share);
        try {
            requests.checkAccess(
                    exchange instanceof HttpsExchange ? "https" : "http",
                    null,
                    IpText.of(exchange.getRemoteAddress().getAddress()),
                    origin(exchange));
            return exchange.getRequestMethod().equals("GET")
                    ? requests.handleGetRequest(uri.toString(), pathInfo(uri), parameters(uri))
                    : requests.handlePostRequest(
                            uri.toString(), new ByteArrayInputStream(body), UTF_8, parameters(uri));
        } catch (SecurityException e) {
            return requests.handleThrowable(e);
        } catch (BadRequestException | IllegalArgumentException e) {
            throw new RefusedRequest(shortened(String.valueOf(e.getMessage())), e);
        } catch (RuntimeException | StackOverflowError | EmptyResponseException e) {
            log.debug("A request could not be read", e);
            throw new RefusedRequest(
                    "its JSON is not complete, is nested too deeply, or has a member of the wrong type", e);
        }
    }

    /** To read a number takes the square of its length: one that fills a body would keep a processor busy for seconds. */
    private static boolean hasHugeNumber(byte[] body) {
        int digits = 0;
        for (byte each : body) {
            digits = each >= '0' && each <= '9' ? digits + 1 : 0;
            if (digits >= MOST_DIGITS) {
                return true;
            }
        }
        return false;
    }

    /** Jolokia repeats what it was sent. */
    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    /**
     * Returns why this request may not execute anything, {@code ""} when it may. What a form of a foreign web page can send is refused
     * even if the browser did not say where it comes from; clients without a content type, such as jmx4perl, are no browsers.
     */
    private static String actingProblem(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return "exec came by GET; expected is POST with a JSON body.";
        }
        Optional<String> type = ContentType.of(exchange);
        if (type.isEmpty() || ContentType.isJson(exchange)) {
            return "";
        }
        return "exec came with the Content-Type " + type.get() + "; expected is application/json, with curl by"
                + " -H 'Content-Type: application/json'.";
    }

    /** The request cannot be made sense of. */
    private static final class RefusedRequest extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedRequest(String problem, Throwable cause) {
            this(problem);
            initCause(cause);
        }

        RefusedRequest(String problem) {
            super("This is no Jolokia request: " + problem
                    + ". Expected is a JSON object or array with a type such as read, list, search, version or"
                    + " exec, or the same as a path.");
        }
    }

    /** For the policy file, which may narrow further what {@link RequestFilter} has let through. */
    private static String origin(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Origin");
    }

    private static String pathInfo(URI uri) {
        return LEADING_SLASHES
                .matcher(uri.getPath().substring(HttpEndpoint.JOLOKIA_PATH.length()))
                .replaceFirst("");
    }

    private static Map<String, String[]> parameters(URI uri) {
        Map<String, String[]> parameters = new HashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), new String[] {decoded(pair.substring(equals + 1))});
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
