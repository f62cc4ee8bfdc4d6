package io.github.logoffd.web;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.tls.TlsConfig;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.JettyServer;
import io.github.logoffd.web.server.WaitingConnections;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The server with TLS as the service sets it up, without what it serves: each request is answered by one handler. */
public final class BareServer implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;

    public BareServer(TlsConfig tls, ExchangeHandler handler) throws Exception {
        ServiceConfig config = HttpsFixture.service(tls);
        WaitingConnections waiting = new WaitingConnections(Duration.ofSeconds(20), System::nanoTime);
        server = JettyServer.create(32, new ScheduledExecutorScheduler("test", true));
        connector = JettyServer.connector(server, config, HttpFixture.open(Optional.of(tls)), waiting);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                handler.handle(new Exchange(request, response, callback, waiting));
                return true;
            }
        });
        server.start();
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The server did not stop (" + e + ").", e);
        }
    }
}
