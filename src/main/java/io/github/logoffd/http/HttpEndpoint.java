package io.github.logoffd.http;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.events.EventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The HTTP server of the service, with TLS if that is configured. Each connection has at most one request under way and a thread for
 * it; there are never more connections than threads, so a request that waits for a logoff keeps nobody else from being served.
 * Closing it gives requests that are under way a second; streams of events end at once.
 */
public final class HttpEndpoint implements AutoCloseable {

    static final String JOLOKIA_PATH = "/jolokia";

    private static final String HEALTH_PATH = "/health";
    private static final String EVENTS_PATH = "/events";
    private static final int IDLE_THREAD_SECONDS = 30;
    private static final int SECONDS_FOR_LAST_ANSWERS = 1;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final JolokiaServices jolokia;
    private final EventsHandler streams;

    private HttpEndpoint(
            HttpServer server, ThreadPoolExecutor threads, JolokiaServices jolokia, EventsHandler streams) {
        this.server = server;
        this.threads = threads;
        this.jolokia = jolokia;
        this.streams = streams;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address, the port or the key material cannot be used; the message says which
     * @throws IllegalArgumentException when Jolokia's files are wrong; the message says how
     */
    public static HttpEndpoint start(ServiceConfig config, Supplier<List<HostHealth>> health, EventLog events)
            throws IOException {
        return start(config, health, events, StreamTiming.USUAL);
    }

    static HttpEndpoint start(
            ServiceConfig config, Supplier<List<HostHealth>> health, EventLog events, StreamTiming timing)
            throws IOException {
        HttpServer server = JdkServer.bound(config);
        JolokiaServices jolokia;
        try {
            jolokia = new JolokiaServices(config.jolokia());
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        RequestFilter filter = new RequestFilter(hostNames(config), scheme(server));
        ThreadPoolExecutor threads = threads(config.httpConnections());
        server.setExecutor(threads);
        add(server, JOLOKIA_PATH, new JolokiaHandler(jolokia.requests(), config.httpMaxRequestBytes()), filter);
        add(server, HEALTH_PATH, new HealthHandler(health), filter);
        EventsHandler streams = new EventsHandler(events, timing);
        add(server, EVENTS_PATH, streams, filter);
        server.createContext("/", HttpEndpoint::notFound).getFilters().add(filter);
        server.start();
        return new HttpEndpoint(server, threads, jolokia, streams);
    }

    private static ThreadPoolExecutor threads(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, most, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private static Set<String> hostNames(ServiceConfig config) {
        Set<String> names = new HashSet<>(config.httpHosts());
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        InetAddress address = config.httpAddress();
        names.add(address.getHostAddress());
        return names;
    }

    /** The JDK's contexts are prefixes: without a look at the rest, {@code /jolokiaxyz} would be served as well. */
    private static void add(HttpServer server, String path, HttpHandler handler, RequestFilter filter) {
        HttpContext context = server.createContext(path, exchange -> {
            String rest = exchange.getRequestURI().getPath().substring(path.length());
            if (rest.isEmpty() || rest.startsWith("/")) {
                handler.handle(exchange);
            } else {
                notFound(exchange);
            }
        });
        context.getFilters().add(filter);
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        try (exchange) {
            Responses.error(
                    exchange,
                    404,
                    "There is nothing at " + exchange.getRequestURI().getPath() + "; expected is " + JOLOKIA_PATH
                            + "/, " + HEALTH_PATH + " or " + EVENTS_PATH + '.');
        }
    }

    private static String scheme(HttpServer server) {
        return server instanceof HttpsServer ? "https" : "http";
    }

    /** Returns how many streams of events are open. */
    int openStreams() {
        return streams.open();
    }

    /** Returns the address of Jolokia, with the port that was really taken. */
    public String jolokiaUrl() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return scheme(server) + "://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + address.getPort()
                + JOLOKIA_PATH + '/';
    }

    @Override
    public void close() {
        // The JDK's server takes the whole time, whether anything is under way or not. Streams have no last answer.
        boolean answersUnderWay = threads.getActiveCount() > streams.open();
        streams.close();
        server.stop(answersUnderWay ? SECONDS_FOR_LAST_ANSWERS : 0);
        threads.shutdownNow();
        jolokia.close();
    }
}
