package io.github.logoffd.web;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.audit.history.ListedHistory;
import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.HttpConfig;
import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.config.MetricsConfig;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.jmx.HistoryBean;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.jmx.HostNotifications;
import io.github.logoffd.metrics.MeasuredHost;
import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.MinuteCounts;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.tls.TlsConfig;
import io.github.logoffd.web.alertmanager.AlertmanagerHook;
import io.github.logoffd.web.endpoints.HostHealth;
import io.github.logoffd.web.server.StreamTiming;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole HTTP side on a free port, over the beans of a scripted host on the platform's MBean server. As an extension
 * it is closed after each test, in a static field after all tests of the class.
 */
public final class HttpFixture implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {

    public static final String ALICE = "logoffd:type=Session,host=HOST1,id=3";
    public static final String HOST_BEAN = "logoffd:type=SessionHost,host=HOST1";
    private static final int MAX_BYTES = 20_000;

    public final ScriptedHost host;
    public final MemoryAuditTrail trail = new MemoryAuditTrail();
    public final HostMonitor monitor;
    final SessionControl control;

    /** Denied requests with their reasons. */
    final List<Denial> denials = new CopyOnWriteArrayList<>();

    /** The problems that {@code /health} reports beside the hosts. */
    final List<String> problems = new CopyOnWriteArrayList<>();

    /** The rules in force for requests to act. */
    final AtomicReference<ActingRules> rules = new AtomicReference<>(Controls.OPEN);

    public final EventJournal events;
    final ListedHistory history = new ListedHistory();
    final Optional<ServerTls> serverTls;
    public final HttpEndpoint endpoint;
    final MinuteCounts counts = new MinuteCounts();
    private final HostBeans beans;
    private final HistoryBean historyBean;
    private final List<HostBeans> others = new ArrayList<>();
    private final ScheduledExecutorService verifier = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client;
    private final URI base;
    private boolean shared;

    /** One denied request. */
    record Denial(Caller caller, String reason) {}

    /** A fixture with the console, alice in session 3 and another user in session 4. */
    public static HttpFixture start() {
        return of(new ScriptedHost()
                        .with(Samples.CONSOLE)
                        .with(Samples.active(3, "alice"))
                        .with(Samples.active(4, "Jürgen 日本\uD83D\uDE00")))
                .start();
    }

    public static Builder of(ScriptedHost host) {
        return new Builder(host);
    }

    /** What differs from the usual: an operator and a monitor, no TLS, no alerts. */
    public static final class Builder {

        private final ScriptedHost host;
        private StreamTiming timing = StreamTiming.USUAL;
        private Optional<TlsConfig> tls = Optional.empty();
        private HttpClient client = HttpClient.newHttpClient();
        private Optional<LiveUsers> users = Optional.empty();
        private Optional<AlertmanagerConfig> alerts = Optional.empty();
        private int streams = 6;
        private int port;
        private Optional<InetAddress> address = Optional.empty();

        private Builder(ScriptedHost host) {
            this.host = host;
        }

        public Builder timing(StreamTiming chosen) {
            timing = chosen;
            return this;
        }

        /** The port, for a service that is started again. */
        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        /** Another address than that of the built-in configuration. */
        public Builder address(InetAddress chosen) {
            address = Optional.of(chosen);
            return this;
        }

        /** How many streams of events may be open. */
        public Builder streams(int most) {
            streams = most;
            return this;
        }

        public Builder tls(Optional<TlsConfig> config, HttpClient trusting) {
            tls = config;
            client = trusting;
            return this;
        }

        public Builder users(LiveUsers chosen) {
            users = Optional.of(chosen);
            return this;
        }

        public Builder alerts(AlertmanagerConfig config) {
            alerts = Optional.of(config);
            return this;
        }

        public HttpFixture start() {
            try {
                return new HttpFixture(this);
            } catch (Exception e) {
                throw new IllegalStateException("The HTTP server of the test did not start.", e);
            }
        }
    }

    private HttpFixture(Builder builder) throws Exception {
        client = builder.client;
        host = builder.host;
        events = new EventJournal(50, builder.streams, Instant::now);
        monitor = new HostMonitor(Samples.HOST, host, new CallerRuns(), Instant::now, System::nanoTime);
        HostNotifications notifications = new HostNotifications(Samples.HOST, events);
        control = Controls.of(
                rules::get,
                host,
                200,
                new AuditedRequests(trail, CurrentCaller::get, Instant::now, System::nanoTime),
                notifications,
                verifier,
                verifier,
                Instant::now,
                System::nanoTime,
                () -> monitor.refresh());
        beans = new HostBeans(
                ManagementFactory.getPlatformMBeanServer(), HostMode.SIMULATED, monitor, control, notifications);
        historyBean = HistoryBean.register(ManagementFactory.getPlatformMBeanServer(), history);
        monitor.onRefresh((before, after) -> {
            beans.update(before, after);
            counts.count(after);
        });
        monitor.refresh();
        Optional<AlertmanagerHook> hook = builder.alerts.map(config -> new AlertmanagerHook(
                config, name -> Optional.of(control.automation()).filter(any -> name.equals(Samples.HOST))));
        serverTls = open(builder.tls);
        endpoint = HttpEndpoint.prepare(
                config(shippedFiles(), builder.address, builder.port, builder.tls),
                serverTls,
                builder.users.isPresent() ? builder.users.get() : UsersFixture.operatorAndMonitor(),
                (caller, reason) -> denials.add(new Denial(caller, reason)),
                new EndpointSources(
                        () -> List.of(
                                new HostHealth(Samples.HOST, monitor.status().reachable(), monitor.snapshotSeconds())),
                        () -> problems,
                        events,
                        new Metrics(
                                new MetricsConfig(true, true, 2000),
                                "1.2.3",
                                () -> List.of(new MeasuredHost(monitor, control)),
                                events::counts),
                        history,
                        () -> Map.of(Samples.HOST, counts),
                        hook),
                builder.timing);
        endpoint.open();
        base = URI.create(endpoint.jolokiaUrl());
    }

    public static Optional<ServerTls> open(Optional<TlsConfig> config) throws IOException {
        return config.isPresent() ? Optional.of(ServerTls.open(config.get(), Set.of())) : Optional.empty();
    }

    public static JolokiaFiles shippedFiles() throws ProblemsException {
        return ConfigReader.builtIn(Path.of("service")).jolokia();
    }

    /** The built-in configuration on a free port with a small limit for bodies. */
    public static ServiceConfig config(JolokiaFiles files) throws ProblemsException {
        return config(files, 0);
    }

    public static ServiceConfig config(JolokiaFiles files, int port) throws ProblemsException {
        return config(files, port, Optional.empty());
    }

    public static ServiceConfig config(JolokiaFiles files, int port, Optional<TlsConfig> tls) throws ProblemsException {
        return config(files, Optional.empty(), port, tls);
    }

    private static ServiceConfig config(
            JolokiaFiles files, Optional<InetAddress> address, int port, Optional<TlsConfig> tls)
            throws ProblemsException {
        ServiceConfig shipped = ConfigReader.builtIn(Path.of("service"));
        return new ServiceConfig(
                shipped.source(),
                shipped.hosts(),
                shipped.logoff(),
                shipped.acting(),
                new HttpConfig(
                        address.orElse(shipped.http().address()),
                        port,
                        shipped.http().connections(),
                        shipped.http().hosts(),
                        MAX_BYTES),
                shipped.console(),
                shipped.usersFile(),
                tls,
                shipped.rmi(),
                shipped.events(),
                shipped.metrics(),
                shipped.alertmanager(),
                shipped.audit(),
                files);
    }

    /** Nothing but the beans. */
    public static EndpointSources emptyContent() {
        EventJournal events = new EventJournal(10, 1, Instant::now);
        return new EndpointSources(
                List::of,
                List::of,
                events,
                new Metrics(new MetricsConfig(true, true, 2000), "1.2.3", List::of, events::counts),
                new ListedHistory(),
                Map::of,
                Optional.empty());
    }

    public static SessionRow row(long id) {
        return Samples.active(id, "user" + id);
    }

    int port() {
        return base.getPort();
    }

    public Socket connect() throws IOException {
        return new Socket(base.getHost(), base.getPort());
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET(), headers);
    }

    public HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(base)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                headers);
    }

    /** Sends a request of the user operator, unless the headers name another one. */
    public HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        return sendAsItIs(request.setHeader(UsersFixture.AUTHORIZATION, UsersFixture.basic("operator")), headers);
    }

    HttpResponse<String> sendAsItIs(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        request.timeout(Duration.ofSeconds(30));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Requests an endless answer, which the caller closes. */
    public HttpResponse<InputStream> stream(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).setHeader(UsersFixture.AUTHORIZATION, UsersFixture.basic("operator"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    public HttpRequest.Builder request() {
        return HttpRequest.newBuilder(base);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    /** Posts one Jolokia request and returns the answer. */
    public JSONObject ask(Map<String, Object> request) throws Exception {
        JSONObject json = new JSONObject();
        json.putAll(request);
        return object(post(json.toJSONString()).body());
    }

    public JSONObject exec(String bean, String operation, Object... arguments) throws Exception {
        JSONArray list = new JSONArray();
        list.addAll(List.of(arguments));
        return ask(Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", list));
    }

    public static JSONObject object(String json) throws Exception {
        return (JSONObject) new JSONParser().parse(json);
    }

    public static JSONArray array(String json) throws Exception {
        return (JSONArray) new JSONParser().parse(json);
    }

    public static long status(JSONObject answer) {
        return ((Number) answer.get("status")).longValue();
    }

    /** JUnit calls this for static fields only. */
    @Override
    public void beforeAll(ExtensionContext context) {
        shared = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Lets the service watch another host. */
    public HostMonitor alsoWatch(ScriptedHost other) {
        HostMonitor its = new HostMonitor(other.name(), other, new CallerRuns(), Instant::now, System::nanoTime);
        HostNotifications notifications = new HostNotifications(other.name(), events);
        HostBeans itsBeans = new HostBeans(
                ManagementFactory.getPlatformMBeanServer(),
                HostMode.SIMULATED,
                its,
                Controls.of(
                        other,
                        200,
                        new AuditedRequests(trail, CurrentCaller::get, Instant::now, System::nanoTime),
                        notifications,
                        verifier,
                        verifier,
                        Instant::now,
                        System::nanoTime,
                        () -> its.refresh()),
                notifications);
        its.onRefresh(itsBeans::update);
        its.refresh();
        others.add(itsBeans);
        return its;
    }

    @Override
    public void close() {
        endpoint.close();
        historyBean.close();
        beans.close();
        others.forEach(HostBeans::close);
        control.close();
        verifier.shutdownNow();
    }
}
