package io.github.logoffd.web.server;

import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request and its answer, as seen by endpoints. Answers are not cached by default and forbid content sniffing. An
 * answer that fits into a buffer holds no thread while the client reads it.
 */
public final class Exchange {

    /** Media type of an endless answer, which is written event by event. */
    public static final String EVENT_STREAM = "text/event-stream";

    private static final String JSON = "application/json; charset=utf-8";
    private static final byte[] NO_BODY = {};

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final WaitingConnections waiting;
    private final ClientEndPoint client;
    private final URI uri;
    private String cacheControl = "no-store";
    private Optional<byte[]> body = Optional.empty();
    private Optional<ResponseBudget.Reservation> reservation = Optional.empty();
    private volatile Optional<ClientWatch> watch = Optional.empty();

    /** A body that is written to the client. */
    @FunctionalInterface
    public interface Body {
        void writeTo(AnswerOutput out) throws IOException;
    }

    /** A step of handling a request. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /**
     * Takes over a request.
     *
     * @param callback completed when the answer has been sent or has failed
     * @throws IllegalArgumentException when the address is invalid
     */
    public Exchange(Request request, Response response, Callback callback, WaitingConnections waiting) {
        this.request = request;
        this.response = response;
        this.callback = new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                end();
                super.succeeded();
            }

            @Override
            public void failed(Throwable cause) {
                end();
                super.failed(cause);
            }
        };
        this.waiting = waiting;
        this.client = ClientEndPoint.of(request);
        // The path as it was sent, decoded once: the rules for it and the endpoint that serves it must see the same.
        this.uri = URI.create("http://host" + request.getHttpURI().getPathQuery());
    }

    /** Runs before the server continues with the connection, on which the next request may already have arrived. */
    private void end() {
        watch.ifPresent(ClientWatch::end);
        reservation.ifPresent(ResponseBudget.Reservation::close);
        waiting.forRequest(client);
    }

    public Request request() {
        return request;
    }

    ClientEndPoint client() {
        return client;
    }

    /** Runs a step; when it fails, so does the request. */
    void run(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Runs a step on a thread of the server. */
    void runOnServer(Step step) {
        request.getComponents().getExecutor().execute(() -> run(step));
    }

    /** Runs a step on a thread of the server after a delay, during which the request holds no thread. */
    void runAfter(Duration delay, Step step) {
        request.getComponents()
                .getScheduler()
                .schedule(() -> runOnServer(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes the connection at once, whatever has been sent. */
    public void abort(String why) {
        client().close(new EofException(why));
    }

    /** Returns the method; HEAD is reported as GET, since the server drops the body. */
    public String method() {
        String method = request.getMethod();
        return method.equals("HEAD") ? "GET" : method;
    }

    public boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Tells whether the client speaks HTTP/1.0, as simple probes do. */
    boolean isOldHttp() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0;
    }

    public boolean isSecure() {
        return tls().isPresent();
    }

    Optional<EndPoint.SslSessionData> tls() {
        return Optional.ofNullable(
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData());
    }

    /** Returns the path with its escapes decoded and nothing else changed. */
    public String path() {
        return uri.getPath();
    }

    /** Returns the path and the query as they were sent. */
    public String target() {
        return request.getHttpURI().getPathQuery();
    }

    public String rawQuery() {
        return uri.getRawQuery() == null ? "" : uri.getRawQuery();
    }

    public String query() {
        return uri.getQuery() == null ? "" : uri.getQuery();
    }

    public InetAddress address() {
        return client.address();
    }

    /** Returns the first header of this name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    /** Returns the body of the request, empty when it has none. */
    public byte[] body() {
        return body.orElse(NO_BODY);
    }

    void setBody(byte[] bytes) {
        body = Optional.of(bytes);
    }

    /**
     * Returns whether a part of the body has yet to arrive, and nothing will read it. The server closes such a
     * connection after the answer, so the client has to know.
     */
    private boolean hasUnreadBody() {
        return body.isEmpty()
                && (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
                        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))
                && !request.consumeAvailable();
    }

    /** Sets the memory reservation of the answer. */
    void setReservation(ResponseBudget.Reservation reservation) {
        this.reservation = Optional.of(reservation);
    }

    /** Returns the memory reservation of values and bodies. */
    public ResponseBudget.Reservation reservation() {
        return reservation.orElseThrow();
    }

    public void setHeader(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Lets browsers keep the answer; by default none is kept. */
    public void setCacheControl(String value) {
        cacheControl = value;
    }

    /** Closes the connection after the answer; further input of the client is not read. */
    void closeAfterwards() {
        setHeader("Connection", "close");
    }

    /** Sends JSON of any size without building the string in memory. */
    public void json(int status, Object json) {
        send(status, JSON, out -> JsonWriter.write(json, out));
    }

    /**
     * Sends JSON, or 304 when the client already has it. Answers differ by role, and need not contain the request, so
     * both are part of the tag.
     */
    public void jsonUnlessKnown(Map<?, ?> json) {
        long asked = Fingerprint.mixed(CurrentCaller.get().role().hashCode(), target().hashCode());
        long digest = Fingerprint.mixed(asked, Fingerprint.of(json));
        String tag = "W/\"" + Long.toHexString(digest) + '"';
        setHeader("ETag", tag);
        if (header("If-None-Match").filter(known -> known.contains(tag)).isPresent()) {
            notModified();
        } else {
            json(200, json);
        }
    }

    private void notModified() {
        response.setStatus(304);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        callback.succeeded();
    }

    /** Refers the client to another path of this server. */
    public void redirect(String path) {
        setHeader("Location", path);
        json(302, Map.of("location", path));
    }

    /** Sends an error: what was wrong and what to do. */
    public void error(int status, String sentence) {
        json(status, Map.of("status", status, "error", sentence));
    }

    /** Sends a body of any size; when writing fails, the client can detect that it is incomplete. */
    public void send(int status, String contentType, Body content) {
        begin(status, contentType);
        waiting.forReader(client);
        AnswerOutput out = new AnswerOutput(this::mayHold, () -> Content.Sink.asOutputStream(response));
        try {
            content.writeTo(out);
            Optional<List<ByteBuffer>> whole = out.finish();
            if (whole.isPresent()) {
                new AnswerWrite(response, whole.get(), callback).start();
            } else {
                callback.succeeded();
            }
        } catch (IOException | RuntimeException e) {
            callback.failed(e);
        }
    }

    private boolean mayHold(int bytes) {
        return reservation.isPresent() && reservation.get().takeForAnswer(bytes);
    }

    /**
     * Watches the client of an endless answer, until that ends after all.
     *
     * @param left runs when the client has closed its side; must not block
     */
    public void watchClient(Runnable left) {
        AbstractEndPoint endPoint = (AbstractEndPoint)
                request.getConnectionMetaData().getConnection().getEndPoint();
        watch = Optional.of(ClientWatch.start(endPoint, left));
    }

    /** Begins an answer of unknown length. */
    public void begin(int status, String contentType) {
        if (hasUnreadBody()) {
            closeAfterwards();
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, cacheControl);
        setHeader("X-Content-Type-Options", "nosniff");
    }

    /** Sends a part of a begun answer; {@code written} is completed when the client has read it. */
    public void part(byte[] bytes, Callback written) {
        waiting.forReader(client);
        response.write(false, ByteBuffer.wrap(bytes), written);
    }

    /** Records that the client has read what was sent. */
    public void taken() {
        waiting.noLonger(client);
    }

    public void succeeded() {
        callback.succeeded();
    }

    public void failed(Throwable cause) {
        callback.failed(cause);
    }
}
