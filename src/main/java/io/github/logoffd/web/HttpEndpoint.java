package io.github.logoffd.web;

import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.web.alertmanager.AlertmanagerHandler;
import io.github.logoffd.web.console.ConsoleHandler;
import io.github.logoffd.web.console.ConsoleUserHandler;
import io.github.logoffd.web.endpoints.CountsHandler;
import io.github.logoffd.web.endpoints.EventsHandler;
import io.github.logoffd.web.endpoints.HealthHandler;
import io.github.logoffd.web.endpoints.HistoryHandler;
import io.github.logoffd.web.endpoints.IndexHandler;
import io.github.logoffd.web.endpoints.MetricsHandler;
import io.github.logoffd.web.jolokia.JolokiaHandler;
import io.github.logoffd.web.jolokia.JolokiaServices;
import io.github.logoffd.web.server.ErrorAnswers;
import io.github.logoffd.web.server.JettyServer;
import io.github.logoffd.web.server.OverdueConnections;
import io.github.logoffd.web.server.RequestDispatcher;
import io.github.logoffd.web.server.RequestFilter;
import io.github.logoffd.web.server.ResponseBudget;
import io.github.logoffd.web.server.Route;
import io.github.logoffd.web.server.Route.Access;
import io.github.logoffd.web.server.StreamTiming;
import io.github.logoffd.web.server.UserFilter;
import io.github.logoffd.web.server.WaitingConnections;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the service, with TLS if that is configured. A request holds a thread while it is carried out,
 * also while it waits for a logoff; waiting for a client, and event streams, hold none. Closing it ends streams at once
 * and gives requests under way one second.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int LAST_ANSWERS_MILLIS = 1_000;

    private final ServiceConfig config;
    private final String origin;
    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler requests;
    private final JolokiaServices jolokia;
    private final EventsHandler streams;
    private final WaitingConnections waiting;

    private HttpEndpoint(
            ServiceConfig config,
            String origin,
            Server server,
            ServerConnector connector,
            GracefulHandler requests,
            JolokiaServices jolokia,
            EventsHandler streams,
            WaitingConnections waiting) {
        this.config = config;
        this.origin = origin;
        this.server = server;
        this.connector = connector;
        this.requests = requests;
        this.jolokia = jolokia;
        this.streams = streams;
        this.waiting = waiting;
    }

    /**
     * Prepares the server, which accepts no connections before {@link #open}.
     *
     * @param tls the key material; without it the server speaks plain HTTP
     * @param users authenticates the users
     * @param denials records denied requests
     * @throws IllegalArgumentException when Jolokia's files are wrong; the message says how
     */
    public static HttpEndpoint prepare(
            ServiceConfig config,
            Optional<ServerTls> tls,
            LiveUsers users,
            DenialLog denials,
            EndpointSources content) {
        return prepare(config, tls, users, denials, content, StreamTiming.USUAL);
    }

    static HttpEndpoint prepare(
            ServiceConfig config,
            Optional<ServerTls> tls,
            LiveUsers users,
            DenialLog denials,
            EndpointSources content,
            StreamTiming timing) {
        JolokiaServices jolokia = new JolokiaServices(config.jolokia(), denials);
        EventsHandler streams = new EventsHandler(content.events(), timing, users);
        List<Route> routes = List.of(
                new Route(IndexHandler.PATH, List.of("GET"), Access.PAGE, new IndexHandler(ConsoleHandler.PATH)),
                new Route(
                        ConsoleUserHandler.PATH,
                        List.of("GET"),
                        Access.USERS,
                        new ConsoleUserHandler(
                                config.console().idle(), config.hosts().refreshInterval())),
                new Route(ConsoleHandler.PATH, List.of("GET"), Access.PAGE, new ConsoleHandler()),
                new Route(JolokiaHandler.PATH, List.of("GET", "POST"), Access.USERS, new JolokiaHandler(jolokia)),
                new Route(
                        HealthHandler.PATH,
                        List.of("GET"),
                        Access.OPEN,
                        new HealthHandler(content.health(), content.problems())),
                new Route(MetricsHandler.PATH, List.of("GET"), Access.USERS, new MetricsHandler(content.metrics())),
                new Route(
                        HistoryHandler.PATH,
                        List.of("GET"),
                        Access.USERS,
                        new HistoryHandler(content.history(), InstantSource.system())),
                new Route(
                        CountsHandler.PATH,
                        List.of("GET"),
                        Access.USERS,
                        new CountsHandler(content.counts(), InstantSource.system())),
                new Route(EventsHandler.PATH, List.of("GET"), Access.USERS, streams),
                new Route(
                        AlertmanagerHandler.PATH,
                        List.of("POST"),
                        Access.USERS,
                        new AlertmanagerHandler(content.alertmanager(), denials)));
        String scheme = tls.isPresent() ? "https" : "http";
        String origin = scheme + "://" + IpText.inUrl(config.http().address());
        WaitingConnections waiting = new WaitingConnections(timing.writeTimeout(), System::nanoTime);
        ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler("http-watch", true);
        Server server = JettyServer.create(config.http().connections(), scheduler);
        ServerConnector connector = JettyServer.connector(server, config, tls, waiting);
        connector.addBean(new OverdueConnections(waiting, scheduler, timing.checkInterval()));
        GracefulHandler requests = new GracefulHandler(new RequestDispatcher(
                routes,
                new RequestFilter(hostNames(config), scheme, HealthHandler.PATH),
                new UserFilter(users, denials),
                new ResponseBudget(config.http().connections()),
                waiting,
                config.http().maxRequestBytes()));
        server.setHandler(JettyServer.compressing(requests));
        server.setErrorHandler(new ErrorAnswers());
        server.setRequestLog((request, response) ->
                content.metrics().countRequest(RequestDispatcher.countedPath(request), response.getStatus()));
        return new HttpEndpoint(config, origin, server, connector, requests, jolokia, streams, waiting);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address or the port cannot be used; the message says which
     */
    public void open() throws IOException {
        JettyServer.open(connector, config);
        try {
            server.start();
        } catch (Exception e) {
            connector.close();
            throw new IOException("The HTTP server cannot start (" + e + ").", e);
        }
    }

    private static Set<String> hostNames(ServiceConfig config) {
        Set<String> names = new HashSet<>(config.http().hosts());
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        InetAddress address = config.http().address();
        names.add(IpText.inUrl(address));
        return names;
    }

    /** Returns the number of open event streams. */
    public int openStreams() {
        return streams.open();
    }

    /** Returns the number of answers that wait for their readers. */
    long unreadAnswers() {
        return waiting.unread();
    }

    /** Returns the address of Jolokia, with the actual port; only when open. */
    public String jolokiaUrl() {
        return origin + ':' + connector.getLocalPort() + JolokiaHandler.PATH + '/';
    }

    @Override
    public void close() {
        streams.close();
        try {
            requests.shutdown().get(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("Requests under way are aborted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.warn("Waiting for the requests under way failed", e);
        }
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The HTTP server did not stop cleanly", e);
        }
        jolokia.close();
    }
}
