package io.github.logoffd.web.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters in the address of a request. Stateless. */
public final class QueryParameters {

    private QueryParameters() {}

    /**
     * Returns the parameters, decoded.
     *
     * @throws IllegalArgumentException when one has no value or occurs twice, or an escape is invalid; the message says
     *     which
     */
    public static Map<String, String> of(Exchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (exchange.rawQuery().isEmpty()) {
            return parameters;
        }
        for (String pair : exchange.rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "The address has \"" + pair + "\" where a parameter belongs. Give name=value, separated by &.");
            }
            String name = decoded(pair.substring(0, equals));
            if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("The parameter " + name + " is given twice. Give it once.");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
