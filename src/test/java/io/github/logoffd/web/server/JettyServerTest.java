package io.github.logoffd.web.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.ConfigReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server keeps: buffers for later, and the address of a client. */
class JettyServerTest {

    private static final int MANY = 1_000;
    private static final int BYTES = 16_384;

    @Test
    void buffersOfManyConnectionsAreNotAllKeptForLater() {
        Server server = JettyServer.create(32, new ScheduledExecutorScheduler("test", true));
        ByteBufferPool pool = server.getByteBufferPool();

        useAndRelease(pool, false);
        useAndRelease(pool, true);

        assertThat(pool).isInstanceOfSatisfying(ArrayByteBufferPool.class, kept -> {
            assertThat(kept.getHeapMemory()).isPositive().isLessThanOrEqualTo(JettyServer.MOST_KEPT_BYTES);
            assertThat(kept.getDirectMemory()).isPositive().isLessThanOrEqualTo(JettyServer.MOST_KEPT_BYTES);
        });
    }

    @Test
    void theAddressOfAClientIsKnownAfterItsConnectionWasClosed(@TempDir Path folder) throws Exception {
        WaitingConnections waiting = new WaitingConnections(Duration.ofSeconds(20), System::nanoTime);
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        Server server = JettyServer.create(32, new ScheduledExecutorScheduler("test", true));
        ServerConnector connector = JettyServer.connector(
                server, ConfigReader.builtIn(folder, Map.of("http.port", "0")), Optional.empty(), waiting);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Exchange exchange = new Exchange(request, response, callback, waiting);
                exchange.client().close();
                address.completeAsync(exchange::address, Runnable::run);
                callback.succeeded();
                return true;
            }
        });
        server.start();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));

            assertThat(address).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(InetAddress.getLoopbackAddress());
        } finally {
            server.stop();
        }
    }

    private static void useAndRelease(ByteBufferPool pool, boolean direct) {
        List<RetainableByteBuffer> buffers = Stream.generate(() -> (RetainableByteBuffer) pool.acquire(BYTES, direct))
                .limit(MANY)
                .toList();
        buffers.forEach(RetainableByteBuffer::release);
    }
}
