package io.github.logoffd.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.text.IpText;
import io.github.logoffd.tls.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Makes the JDK's server with our limits. With TLS it shakes hands on the thread of the connection's first request, so a client that
 * does not go on holds its own thread only, and no longer than any other that never finishes its request.
 */
final class JdkServer {

    private static final int BACKLOG = 128;
    private static final int MOST_HEADER_BYTES = 32_768;

    private JdkServer() {}

    /** Returns a server that is not bound yet. */
    static HttpServer create(ServiceConfig config, Optional<ServerTls> serverTls) throws IOException {
        setLimits(config.httpConnections());
        if (serverTls.isEmpty()) {
            return HttpServer.create();
        }
        ServerTls tls = serverTls.get();
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.parameters());
            }
        });
        return server;
    }

    /** Takes the address and the port of the configuration. */
    static void bind(HttpServer server, ServiceConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.httpAddress(), config.httpPort());
        try {
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    IpText.of(address.getAddress()) + " port " + address.getPort() + " cannot be listened on ("
                            + e.getMessage()
                            + "); expected is a free port: end what listens there, or change http.port in"
                            + " logoffd.properties.",
                    e);
        }
    }

    /**
     * The JDK reads these once, before the first server is made. Without the first, every answer on a connection that is kept waits
     * 40 ms for the other side; the second frees a thread from a client that never finishes its request; the third is the bound that
     * the thread pool relies on. Beyond the fourth the connection of whoever is answered next would be closed, so idle connections of
     * others would cost every reader his. The fifth keeps headers from filling the heap, before anybody has given a password.
     */
    private static void setLimits(int connections) {
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxReqTime", "30");
        setUnlessGiven("jdk.httpserver.maxConnections", Integer.toString(connections));
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", Integer.toString(connections));
        setUnlessGiven("sun.net.httpserver.maxReqHeaderSize", Integer.toString(MOST_HEADER_BYTES));
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
