package io.github.logoffd.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.AccessLog;
import io.github.logoffd.text.IpText;
import io.github.logoffd.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The HTTP server of the service, with TLS if that is configured. Each connection has at most one request under way and a thread for
 * it; there are never more connections than threads, so a request that waits for a logoff keeps nobody else from being served.
 * Closing it gives requests that are under way a second; streams of events end at once.
 */
public final class HttpEndpoint implements AutoCloseable {

    static final String JOLOKIA_PATH = "/jolokia";
    static final String ALERTMANAGER_PATH = "/hooks/alertmanager";

    private static final String HEALTH_PATH = "/health";
    private static final String EVENTS_PATH = "/events";
    private static final String METRICS_PATH = "/metrics";
    private static final int IDLE_THREAD_SECONDS = 30;
    private static final Duration FOR_LAST_ANSWERS = Duration.ofSeconds(1);

    private final ServiceConfig config;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final JolokiaServices jolokia;
    private final EventsHandler streams;
    private final AnswerWatch watch;

    private HttpEndpoint(
            ServiceConfig config,
            HttpServer server,
            ThreadPoolExecutor threads,
            JolokiaServices jolokia,
            EventsHandler streams,
            AnswerWatch watch) {
        this.config = config;
        this.server = server;
        this.threads = threads;
        this.jolokia = jolokia;
        this.streams = streams;
        this.watch = watch;
    }

    /**
     * Makes everything ready, and listens to nobody before {@link #open}.
     *
     * @param tls the key material; without it the server speaks plain HTTP
     * @param users who is served
     * @param accessLog is told who is not
     * @throws IOException when the server cannot be made
     * @throws IllegalArgumentException when Jolokia's files are wrong; the message says how
     */
    public static HttpEndpoint prepare(
            ServiceConfig config, Optional<ServerTls> tls, LiveUsers users, AccessLog accessLog, Content content)
            throws IOException {
        return prepare(config, tls, users, accessLog, content, StreamTiming.USUAL);
    }

    static HttpEndpoint prepare(
            ServiceConfig config,
            Optional<ServerTls> tls,
            LiveUsers users,
            AccessLog accessLog,
            Content content,
            StreamTiming timing)
            throws IOException {
        HttpServer server = JdkServer.create(config, tls);
        JolokiaServices jolokia;
        try {
            jolokia = new JolokiaServices(config.jolokia(), accessLog);
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        AnswerWatch watch = new AnswerWatch(timing);
        Responses responses = new Responses(watch);
        List<Filter> filters = List.of(
                new RequestFilter(hostNames(config), scheme(server), responses),
                new UserFilter(users, accessLog, responses, HEALTH_PATH));
        EventsHandler streams = new EventsHandler(content.events(), timing, users, responses);
        RequestBodies bodies = new RequestBodies(config.httpMaxRequestBytes(), responses);
        Room room = new Room();
        Map<String, HttpHandler> handlers = Map.of(
                JOLOKIA_PATH,
                new JolokiaHandler(jolokia, bodies, room, responses),
                HEALTH_PATH,
                new HealthHandler(content.health(), content.problems(), responses),
                EVENTS_PATH,
                streams,
                METRICS_PATH,
                new MetricsHandler(content.metrics(), responses),
                ALERTMANAGER_PATH,
                new AlertmanagerHandler(content.alertmanager(), bodies, room, accessLog, responses),
                "/",
                exchange -> notFound(exchange, responses));
        handlers.forEach((path, handler) -> {
            List<Filter> all =
                    server.createContext(path, at(path, handler, responses)).getFilters();
            all.add(new CountingFilter(path.equals("/") ? "other" : path, content.metrics()));
            all.addAll(filters);
        });
        ThreadPoolExecutor threads = threads(config.httpConnections());
        server.setExecutor(threads);
        return new HttpEndpoint(config, server, threads, jolokia, streams, watch);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address or the port cannot be used; the message says which
     */
    public void open() throws IOException {
        JdkServer.bind(server, config);
        server.start();
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
        names.add(IpText.inUrl(address));
        return names;
    }

    /** The JDK's contexts are prefixes: without a look at the rest, {@code /jolokiaxyz} would be served as well. */
    private static HttpHandler at(String path, HttpHandler handler, Responses responses) {
        return exchange -> {
            String rest = exchange.getRequestURI().getPath().substring(path.length());
            if (rest.isEmpty() || rest.startsWith("/") || path.endsWith("/")) {
                handler.handle(exchange);
            } else {
                notFound(exchange, responses);
            }
        };
    }

    private static void notFound(HttpExchange exchange, Responses responses) throws IOException {
        responses.error(
                exchange,
                404,
                "There is nothing at " + exchange.getRequestURI().getPath() + "; expected is " + JOLOKIA_PATH + "/, "
                        + HEALTH_PATH + ", " + METRICS_PATH + ", " + EVENTS_PATH + " or " + ALERTMANAGER_PATH + '.');
    }

    private static String scheme(HttpServer server) {
        return server instanceof HttpsServer ? "https" : "http";
    }

    /** Returns how many streams of events are open. */
    int openStreams() {
        return streams.open();
    }

    /** Returns the address of Jolokia, with the port that was really taken; only when open. */
    public String jolokiaUrl() {
        InetSocketAddress address = server.getAddress();
        return scheme(server) + "://" + IpText.inUrl(address.getAddress()) + ':' + address.getPort() + JOLOKIA_PATH
                + '/';
    }

    @Override
    public void close() {
        // The JDK's server takes the whole time, whether anything is under way or not. Streams have no last answer.
        boolean answersUnderWay = threads.getActiveCount() > streams.open();
        Duration delay = answersUnderWay ? FOR_LAST_ANSWERS : Duration.ZERO;
        streams.close();
        // Afterwards the server closes connections, and would wait for a thread that writes to one of them.
        watch.later(delay, threads::shutdownNow);
        server.stop((int) delay.toSeconds());
        threads.shutdownNow();
        watch.close();
        jolokia.close();
    }
}
