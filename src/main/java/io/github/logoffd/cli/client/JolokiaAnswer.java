package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * Gets the value out of an answer. Looks at the status of HTTP first, since a refusal need not be JSON, and then at the
 * one inside the JSON, since Jolokia answers its own refusals with 200.
 */
final class JolokiaAnswer {

    private static final int MOST_CHARACTERS = 500;

    /** What Jolokia writes in front of the message of an exception. */
    private static final String TYPE_OF_EXCEPTION = "^(?:[\\w$]+\\.)+[\\w$]+ : ";

    private JolokiaAnswer() {}

    static Object value(HttpAnswer response, ServiceAddress address, String user) throws ServiceException {
        if (response.status() != 200) {
            throw refused(response, address, user);
        }
        Map<?, ?> answer = object(response.body()).orElseThrow(() -> foreign(address));
        if (!(answer.get("status") instanceof Number status)) {
            throw foreign(address);
        }
        return switch (status.intValue()) {
            case 200 -> Optional.<Object>ofNullable(answer.get("value")).orElse("");
            case 403 ->
                throw new ServiceException(
                        Kind.ROLE, "The service at " + address + " refuses this to " + user + ": " + error(answer));
            case 404 ->
                throw new ServiceException(
                        Kind.NOT_FOUND, "The service at " + address + " does not know this bean: " + error(answer));
            default ->
                throw new ServiceException(
                        Kind.FAILED, "The service at " + address + " could not do it: " + error(answer));
        };
    }

    /** Returns a page of the journal, which has no status of its own. */
    static JsonRecord page(HttpAnswer response, ServiceAddress address, String user) throws ServiceException {
        if (response.status() == 400) {
            throw new ServiceException(
                    Kind.FAILED, "The service at " + address + " cannot read the query: " + body(response));
        }
        if (response.status() == 404) {
            throw new ServiceException(
                    Kind.NOT_FOUND,
                    "The service at " + address + " has no history. Use the same version of logoffd on both sides.");
        }
        if (response.status() != 200) {
            throw refused(response, address, user);
        }
        return JsonRecord.parse(response.body()).orElseThrow(() -> foreign(address));
    }

    private static ServiceException refused(HttpAnswer response, ServiceAddress address, String user) {
        int status = response.status();
        String http = " (HTTP " + status + ')';
        return switch (status) {
            case 401 ->
                new ServiceException(
                        Kind.LOGIN,
                        "The service at " + address + " does not know a user " + user + " with this password" + http
                                + ". Give the name and password that were set by logoffd passwd.");
            case 429 ->
                new ServiceException(
                        Kind.LATER,
                        "The service at " + address + " makes " + user + " wait after too many wrong passwords" + http
                                + ". Try again with the right one " + later(response) + '.');
            case 503 ->
                new ServiceException(
                        Kind.LATER,
                        "The service at " + address + " is too busy" + http + ". Try again " + later(response) + '.');
            case 403 ->
                new ServiceException(
                        Kind.ROLE, "The service at " + address + " refuses this" + http + ": " + body(response));
            default ->
                new ServiceException(
                        Kind.FAILED,
                        "What answers at " + address + " is not the Jolokia of logoffd" + http + ". Give its address.");
        };
    }

    /** Says that something else answers there. */
    static ServiceException foreign(ServiceAddress address) {
        return new ServiceException(
                Kind.FAILED,
                "What answers at " + address + " is not the Jolokia of logoffd. Give the address in the service's"
                        + " log.");
    }

    private static String later(HttpAnswer response) {
        return response.retryAfter()
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> "after " + seconds + " seconds")
                .orElse("a little later");
    }

    private static String body(HttpAnswer response) {
        return object(response.body()).map(JolokiaAnswer::error).orElse("no reason was given.");
    }

    private static String error(Map<?, ?> answer) {
        String text = answer.get("error") instanceof String error ? error : "no reason was given.";
        String sentence = VisibleText.of(text.replaceFirst(TYPE_OF_EXCEPTION, ""));
        String cut = sentence.length() > MOST_CHARACTERS ? sentence.substring(0, MOST_CHARACTERS) + '…' : sentence;
        return cut.endsWith(".") ? cut : cut + '.';
    }

    static Optional<Map<?, ?>> object(String json) {
        try {
            return new JSONParser().parse(json) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (ParseException | IOException | IllegalStateException e) {
            // Whatever it is, it is not what Jolokia answers; the caller says so.
            return Optional.empty();
        }
    }
}
