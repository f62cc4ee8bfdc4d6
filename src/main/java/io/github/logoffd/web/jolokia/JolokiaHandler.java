package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.web.server.ContentType;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Jolokia requests from HTTP and writes the answers. The body is UTF-8, regardless of the code page of the
 * machine.
 */
public final class JolokiaHandler implements ExchangeHandler {

    public static final String PATH = "/jolokia";

    private static final Logger log = LoggerFactory.getLogger(JolokiaHandler.class);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private static final Pattern LEADING_SLASHES = Pattern.compile("^/+");

    /** Request types that may be answered as unchanged. */
    private static final Pattern CONDITIONAL = Pattern.compile("(read|search)/");

    private static final int MOST_DIGITS = 1000;
    private static final int LONGEST_MESSAGE = 1000;

    private final JolokiaServices jolokia;

    public JolokiaHandler(JolokiaServices jolokia) {
        this.jolokia = jolokia;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        JSONStructure answer;
        try {
            answer = execute(exchange, exchange.body());
        } catch (RefusedRequest e) {
            exchange.error(400, ErrorText.of(e));
            return;
        }
        if (exchange.method().equals("GET")
                && CONDITIONAL.matcher(pathInfo(exchange)).lookingAt()
                && answer instanceof JSONObject value
                && value.containsKey("value")) {
            exchange.jsonUnlessKnown(value);
        } else {
            exchange.json(200, answer);
        }
    }

    /**
     * Failures of single requests are part of the answer; an exception here means that the message cannot be parsed.
     */
    private JSONStructure execute(Exchange exchange, byte[] body) throws IOException {
        if (hasHugeNumber(body)) {
            throw new RefusedRequest("it has a number of " + MOST_DIGITS + " digits or more");
        }
        GuardedJolokia requests =
                jolokia.requestsOf(CurrentCaller.get(), actingProblem(exchange), exchange.reservation());
        try {
            requests.checkAccess(
                    exchange.isSecure() ? "https" : "http",
                    null,
                    IpText.of(exchange.address()),
                    exchange.header("Origin").orElse(null));
            return exchange.method().equals("GET")
                    ? requests.handleGetRequest(exchange.target(), pathInfo(exchange), parameters(exchange))
                    : requests.handlePostRequest(
                            exchange.target(), new ByteArrayInputStream(body), UTF_8, parameters(exchange));
        } catch (SecurityException e) {
            return requests.handleThrowable(e);
        } catch (BadRequestException | IllegalArgumentException e) {
            throw new RefusedRequest(shortened(ErrorText.of(e)), e);
        } catch (RuntimeException | StackOverflowError | EmptyResponseException e) {
            log.debug("A request could not be read", e);
            throw new RefusedRequest(
                    "its JSON is not complete, is nested too deeply, or has a member of the wrong type", e);
        }
    }

    /**
     * Parsing a number takes time quadratic in its length: one that fills a body would keep a processor busy for
     * seconds.
     */
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

    /** Jolokia repeats its input in the message. */
    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    /**
     * Returns why this request may not execute anything, {@code ""} when it may. Requests that a foreign web page can
     * send are refused even if the browser does not report their origin.
     */
    private static String actingProblem(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            return "exec was sent by GET. Use POST with a JSON body.";
        }
        if (ContentType.isJson(exchange)) {
            return "";
        }
        return "exec was sent "
                + ContentType.of(exchange)
                        .map(type -> "with the Content-Type " + type)
                        .orElse("without a Content-Type")
                + ". Use application/json, with curl by -H 'Content-Type: application/json'.";
    }

    /** The request cannot be parsed. */
    private static final class RefusedRequest extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedRequest(String problem, Throwable cause) {
            this(problem);
            initCause(cause);
        }

        RefusedRequest(String problem) {
            super("This is not a Jolokia request: " + problem
                    + ". Expected: a JSON object or array with a type such as read, list, search, version or"
                    + " exec, or the same as a path.");
        }
    }

    private static String pathInfo(Exchange exchange) {
        return LEADING_SLASHES.matcher(exchange.path().substring(PATH.length())).replaceFirst("");
    }

    private static Map<String, String[]> parameters(Exchange exchange) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : exchange.rawQuery().split("&", -1)) {
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
