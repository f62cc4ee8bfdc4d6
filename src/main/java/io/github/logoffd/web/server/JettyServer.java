package io.github.logoffd.web.server;

import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.tls.ServerTls;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Configures Jetty more strictly than its defaults: no ambiguous requests that two servers could parse differently, no
 * compressed request bodies.
 */
public final class JettyServer {

    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;

    /** Threads beside those of requests: one acceptor, one selector, two that take over from the selector. */
    private static final int OWN_THREADS = 4;

    /**
     * Pooled buffers, on the heap and off it: enough for about thirty connections. By default Jetty would keep an
     * eighth of the heap.
     */
    static final long MOST_KEPT_BYTES = 2L << 20;

    private static final int IDLE_THREAD_MILLIS = 30_000;
    private static final int STOP_MILLIS = 1_000;
    private static final int BACKLOG = 1_024;
    private static final int MOST_HEADER_BYTES = 32_768;
    private static final int SMALLEST_COMPRESSED = 1_024;

    /** Paths of Jolokia and its clients: bean names may contain a slash, a percent sign and an empty segment. */
    private static final Set<UriCompliance.Violation> JOLOKIA_PATHS = EnumSet.of(
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);

    private JettyServer() {}

    /** Returns a server that is not started and has no connector. */
    public static Server create(int requestsAtOnce, Scheduler scheduler) {
        QueuedThreadPool threads = new QueuedThreadPool(requestsAtOnce + OWN_THREADS, OWN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("http");
        threads.setDaemon(true);
        // Otherwise one thread ends per idle timeout, and hundreds would stay for hours.
        threads.setMaxEvictCount(requestsAtOnce);
        threads.setStopTimeout(STOP_MILLIS);
        return new Server(threads, scheduler, buffers());
    }

    private static ArrayByteBufferPool buffers() {
        return new ArrayByteBufferPool(0, -1, -1, Integer.MAX_VALUE, MOST_KEPT_BYTES, MOST_KEPT_BYTES);
    }

    /** Returns the connector, not open yet. */
    public static ServerConnector connector(
            Server server, ServiceConfig config, Optional<ServerTls> tls, WaitingConnections waiting) {
        ServerConnector connector =
                new ServerConnector(server, null, null, null, ACCEPTORS, SELECTORS, factories(tls)) {
                    @Override
                    protected ClientEndPoint newEndPoint(
                            SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
                        return new ClientEndPoint(channel, selector, key, getScheduler(), waiting);
                    }
                };
        connector.setHost(IpText.of(config.http().address()));
        connector.setPort(config.http().port());
        connector.setAcceptQueueSize(BACKLOG);
        // Idle and stuck connections are closed by WaitingConnections, which knows what each one waits for.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        return connector;
    }

    private static ConnectionFactory[] factories(Optional<ServerTls> tls) {
        HttpConnectionFactory http = new HttpConnectionFactory(httpConfiguration());
        return tls.map(material -> new ConnectionFactory[] {
                    new SslConnectionFactory(sslContext(material), http.getProtocol()), http
                })
                .orElse(new ConnectionFactory[] {http});
    }

    private static HttpConfiguration httpConfiguration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(new UriCompliance("JOLOKIA", JOLOKIA_PATHS));
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setSendServerVersion(false);
        // RequestFilter decides which names a client may use. Without this customizer Jetty adds one that wants them in
        // the certificate.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    private static SslContextFactory.Server sslContext(ServerTls tls) {
        SSLParameters parameters = tls.parameters();
        SslContextFactory.Server factory = new NewestKeyMaterial(tls);
        factory.setIncludeProtocols(parameters.getProtocols());
        factory.setIncludeCipherSuites(parameters.getCipherSuites());
        factory.setNeedClientAuth(parameters.getNeedClientAuth());
        factory.setWantClientAuth(parameters.getWantClientAuth());
        factory.setRenegotiationAllowed(false);
        return factory;
    }

    /**
     * Reads the context for each connection, so that renewed key material takes effect at the same moment as for RMI,
     * without a reload that could fail. A new context does not resume TLS sessions of an older one.
     */
    private static final class NewestKeyMaterial extends SslContextFactory.Server {

        private final ServerTls tls;

        NewestKeyMaterial(ServerTls tls) {
            this.tls = tls;
            setSslContext(tls.context());
        }

        @Override
        public SSLContext getSslContext() {
            return tls.context();
        }
    }

    /**
     * Compresses the answers of all paths except streams, for clients that accept it. Request bodies are never
     * decompressed.
     */
    public static CompressionHandler compressing(Handler handler) {
        GzipCompression gzip = new GzipCompression();
        gzip.setMinCompressSize(SMALLEST_COMPRESSED);
        CompressionHandler compression = new CompressionHandler(handler);
        compression.putCompression(gzip);
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .compressIncludeMethod("GET")
                        .compressIncludeMethod("HEAD")
                        .compressIncludeMethod("POST")
                        .compressExcludeMimeType(Exchange.EVENT_STREAM)
                        .decompressExcludeEncoding("gzip")
                        .decompressExcludePath("/*")
                        .build());
        return compression;
    }

    /** Binds the address and port of the configuration. */
    public static void open(ServerConnector connector, ServiceConfig config) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            throw Advice.cannotListen(
                    config.source(),
                    config.http().address(),
                    config.http().port(),
                    ConfigKey.HTTP_ADDRESS,
                    ConfigKey.HTTP_PORT,
                    e);
        }
    }
}
