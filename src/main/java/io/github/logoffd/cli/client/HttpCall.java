package io.github.logoffd.cli.client;

import io.github.logoffd.support.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * A request over HTTP and its answer, with one deadline for both.
 *
 * <p>Uses {@link HttpURLConnection}, since a command lives for half a second: with {@code java.net.http}, which
 * prepares TLS, threads and a pool before it sends a byte, it takes twice as long ({@code CommandBenchmark}).
 */
final class HttpCall {

    private final HttpURLConnection connection;
    private final Optional<byte[]> body;
    private final Duration timeout;
    private volatile boolean connected;

    private HttpCall(HttpURLConnection connection, Optional<byte[]> body, Duration timeout) {
        this.connection = connection;
        this.body = body;
        this.timeout = timeout;
    }

    /**
     * Prepares a call; nothing is sent yet.
     *
     * @param trust for https; empty for the authorities that the JDK trusts
     * @param body sent by POST; a call without one is a GET
     * @param timeout from the connection to the last byte of the answer
     */
    static HttpCall prepare(
            URI uri, Optional<SSLContext> trust, Map<String, String> headers, Optional<String> body, Duration timeout)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection instanceof HttpsURLConnection tls) {
            trust.ifPresent(context -> tls.setSSLSocketFactory(context.getSocketFactory()));
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        int millis = Math.toIntExact(timeout.toMillis());
        connection.setConnectTimeout(millis);
        // Ends the thread of a call that was given up: disconnect() would wait for its read. Above the deadline, which
        // is
        // to be the one that is reported.
        connection.setReadTimeout(millis + 1000);
        headers.forEach(connection::setRequestProperty);
        return new HttpCall(connection, body.map(text -> text.getBytes(StandardCharsets.UTF_8)), timeout);
    }

    /**
     * Sends the request, once, and waits for the answer.
     *
     * @throws SocketTimeoutException when there was no connection in time
     * @throws TimeoutException when there was no whole answer in time
     * @throws IOException when the connection failed or what answers is not HTTP
     */
    HttpAnswer send() throws IOException, TimeoutException, InterruptedException {
        FutureTask<HttpAnswer> exchange = new FutureTask<>(this::exchange);
        // The JDK's own limit begins anew with each read.
        DaemonThreads.named("http-call").newThread(exchange).start();
        try {
            return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!connected) {
                throw new SocketTimeoutException("Connect timed out");
            }
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private HttpAnswer exchange() throws IOException {
        if (body.isPresent()) {
            connection.setDoOutput(true);
            // Streamed, since the JDK may send another body a second time on its own.
            connection.setFixedLengthStreamingMode(body.get().length);
        }
        connection.connect();
        connected = true;
        if (body.isPresent()) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.get());
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new ProtocolException("the answer has no status of HTTP");
        }
        return new HttpAnswer(status, Optional.ofNullable(connection.getHeaderField("Retry-After")), text(status));
    }

    private String text(int status) throws IOException {
        try (InputStream in = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            if (in == null) {
                return "";
            }
            byte[] bytes = in.readAllBytes();
            // The JDK passes an answer that ended early off as a whole one.
            if (bytes.length < connection.getContentLengthLong()) {
                throw new ProtocolException("the answer ended early");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
