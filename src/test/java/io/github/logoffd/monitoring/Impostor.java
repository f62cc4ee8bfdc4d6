package io.github.logoffd.monitoring;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.logoffd.testing.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server with an untrusted certificate, which would accept every password. */
final class Impostor implements AutoCloseable {

    private static final String PASSWORD = "secret";

    private final HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private Impostor(HttpsServer server) {
        this.server = server;
    }

    /** Starts it; its key goes into {@code folder}. */
    static Impostor start(Path folder, String answer) throws Exception {
        Path file =
                new TestAuthority("CN=Nobody").issue("CN=localhost").writePkcs12(folder.resolve("key.p12"), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        Files.delete(file);

        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        Impostor impostor = new Impostor(server);
        server.createContext("/", exchange -> {
            impostor.requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return impostor;
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + '/';
    }

    /** Returns how many requests it got, with the passwords in them. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
