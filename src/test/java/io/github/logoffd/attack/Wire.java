package io.github.logoffd.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/** One connection as no client library has it: what is sent is sent byte for byte. Counts what all of them do. */
final class Wire implements AutoCloseable {

    static final AtomicLong CONNECTIONS = new AtomicLong();
    static final AtomicLong REQUESTS = new AtomicLong();

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** What came back: the status, and the headers and the body as they are. */
    record Answer(int status, String headers, String body) {}

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        CONNECTIONS.incrementAndGet();
    }

    Socket socket() {
        return socket;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
        REQUESTS.incrementAndGet();
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns everything until the server closes the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Waits until the server closes the connection, and returns whether it did so without an answer that it cannot
     * have.
     */
    boolean isEnded() {
        try {
            return !new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith("HTTP/1.1 200");
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /**
     * Sends, and returns everything until the server closes the connection. A server may do that at once, before all is
     * sent.
     */
    String exchange(String text) {
        return exchange(text.getBytes(StandardCharsets.UTF_8));
    }

    String exchange(byte[] bytes) {
        REQUESTS.incrementAndGet();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            send(bytes);
            if (!(socket instanceof SSLSocket)) {
                socket.shutdownOutput();
            }
            in.transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither answers nor hangs up.", e);
        } catch (IOException hungUpOn) {
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Reads an answer that does not end until it contains something, and until the end of that part. */
    String untilContains(String text, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        int found = -1;
        while (found < 0 || read.indexOf(end, found) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The server has closed the connection after \"" + read + "\".");
            }
            read.append((char) next);
            found = read.indexOf(text);
        }
        return read.toString();
    }

    /** Returns the status of an answer that does not end. */
    int status() throws IOException {
        return Integer.parseInt(line().split(" ", 3)[1]);
    }

    /** Reads one answer on a connection that is kept. */
    Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        String line = line();
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        while (!line.isEmpty()) {
            head.append(line).append('\n');
            line = line();
        }
        String headers = head.toString().toLowerCase(Locale.ROOT);
        return new Answer(
                status, headers, headers.contains("\ntransfer-encoding: chunked") ? chunks() : whole(headers));
    }

    private String whole(String headers) throws IOException {
        int length = headers.lines()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server has closed the connection after \"" + line + "\".");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Returns the header line by which a user logs in. */
    static String user(String name, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    /** Returns a whole request with a Jolokia body. */
    static String post(String headers, String json) {
        return "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n" + headers + "\r\n" + json;
    }

    static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
