package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Asks a running service. Every request is sent once and never repeated, follows no redirect, and has a time limit from
 * the connection to the last byte of the answer. With https the name in the address has to be in the certificate.
 *
 * <p>Immutable and thread-safe.
 */
public final class ServiceClient {

    private static final String SERVICE = "logoffd:type=Service";
    private static final String THREADS = "java.lang:type=Threading";
    private static final String HOSTS = "logoffd:type=SessionHost,*";

    /** What a command needs of a host. */
    private static final List<String> SESSIONS = List.of("Host", "Reachable", "LastError", "Sessions");

    private final ServiceAddress address;
    private final Credentials credentials;
    private final String reason;
    private final Duration timeout;
    private final Optional<SSLContext> trust;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param trust whom to believe; empty for the authorities that the JDK trusts
     * @param timeout for each request
     */
    public ServiceClient(
            ServiceAddress address, Credentials credentials, Optional<SSLContext> trust, Duration timeout) {
        this(address, credentials, "", timeout, trust);
    }

    private ServiceClient(
            ServiceAddress address,
            Credentials credentials,
            String reason,
            Duration timeout,
            Optional<SSLContext> trust) {
        this.address = address;
        this.credentials = credentials;
        this.reason = reason;
        this.timeout = timeout;
        this.trust = trust;
    }

    /** Returns a client with another time limit, for an operation that waits. */
    public ServiceClient withTimeout(Duration other) {
        return new ServiceClient(address, credentials, reason, other, trust);
    }

    /** Returns a client that gives this reason for its requests, {@code ""} for none. */
    public ServiceClient because(String newReason) {
        return new ServiceClient(address, credentials, newReason, timeout, trust);
    }

    /**
     * Reads every session host with its sessions, in the order of their names.
     *
     * @throws ServiceException when that is not possible
     */
    public List<HostState> hosts() throws ServiceException {
        return hosts(Map.of("type", "read", "mbean", HOSTS));
    }

    /**
     * Reads the names of the session hosts and nothing else of them, in their order.
     *
     * @throws ServiceException when that is not possible
     */
    public List<HostState> namesOfHosts() throws ServiceException {
        return hosts(Map.of("type", "read", "mbean", HOSTS, "attribute", "Host"));
    }

    /**
     * Reads every session host with its sessions and little else, in the order of their names.
     *
     * @throws ServiceException when that is not possible
     */
    public List<HostState> sessionsOfHosts() throws ServiceException {
        return hosts(Map.of("type", "read", "mbean", HOSTS, "attribute", SESSIONS));
    }

    private List<HostState> hosts(Map<String, Object> question) throws ServiceException {
        if (!(ask(question) instanceof Map<?, ?> beans)) {
            throw JolokiaAnswer.foreign(address);
        }
        List<HostState> hosts = new ArrayList<>();
        for (Map.Entry<?, ?> bean : beans.entrySet()) {
            JsonRecord attributes = JsonRecord.of(bean.getValue()).orElseThrow(() -> JolokiaAnswer.foreign(address));
            hosts.add(new HostState(String.valueOf(bean.getKey()), attributes));
        }
        // Not by Comparator.comparing, whose lambda no class archive can have.
        hosts.sort((one, other) -> one.bean().compareTo(other.bean()));
        return hosts;
    }

    /**
     * Reads the Service bean.
     *
     * @throws ServiceException when that is not possible
     */
    public JsonRecord service() throws ServiceException {
        return JsonRecord.of(ask(Map.of("type", "read", "mbean", SERVICE)))
                .orElseThrow(() -> JolokiaAnswer.foreign(address));
    }

    /**
     * Reads the numbers of the service's threads.
     *
     * @throws ServiceException when that is not possible
     */
    public JsonRecord threads() throws ServiceException {
        return JsonRecord.of(ask(Map.of("type", "read", "mbean", THREADS)))
                .orElseThrow(() -> JolokiaAnswer.foreign(address));
    }

    /**
     * Reads one session host with its sessions and little else.
     *
     * @param bean the object name of its bean
     * @throws ServiceException when that is not possible, of kind NOT_FOUND when there is no such bean
     */
    public HostState host(String bean) throws ServiceException {
        Object value = ask(Map.of("type", "read", "mbean", bean, "attribute", SESSIONS));
        return new HostState(bean, JsonRecord.of(value).orElseThrow(() -> JolokiaAnswer.foreign(address)));
    }

    /**
     * Executes an operation. It may have been carried out even when this fails with kind UNREACHABLE.
     *
     * @param bean the object name, such as {@link HostState#bean}
     * @param arguments text, numbers and truth values
     * @throws ServiceException when there is no answer, or the operation ended with an error
     */
    public Reply execute(String bean, String operation, Object... arguments) throws ServiceException {
        Object value =
                ask(Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments)));
        return new Reply(operation, value);
    }

    /**
     * Reads a page of the journal.
     *
     * @param parameters those of {@code GET /history}
     * @throws ServiceException when that is not possible
     */
    public JsonRecord history(Map<String, String> parameters) throws ServiceException {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + escaped(parameter.getValue()))
                .collect(Collectors.joining("&"));
        HttpAnswer answer = send(address.uri().resolve("../history?" + query), new LinkedHashMap<>(), Optional.empty());
        return JolokiaAnswer.page(answer, address, credentials.name());
    }

    private Object ask(Map<String, Object> question) throws ServiceException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (!reason.isEmpty()) {
            headers.put("X-Reason", escaped(reason));
        }
        HttpAnswer answer = send(address.uri(), headers, Optional.of(json(question)));
        return JolokiaAnswer.value(answer, address, credentials.name());
    }

    private HttpAnswer send(URI uri, Map<String, String> headers, Optional<String> body) throws ServiceException {
        headers.put("Authorization", credentials.header());
        try {
            return HttpCall.prepare(uri, trust, headers, body, timeout).send();
        } catch (TimeoutException e) {
            throw ConnectionProblem.noAnswer(address, timeout, e);
        } catch (IOException e) {
            throw ConnectionProblem.of(address, timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(Kind.UNREACHABLE, "The wait for the service at " + address + " was ended.", e);
        }
    }

    /** A header has ASCII only. A form would write a blank as a plus sign. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(Map<String, Object> question) {
        StringBuilder text = new StringBuilder();
        try {
            JsonWriter.write(question, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
