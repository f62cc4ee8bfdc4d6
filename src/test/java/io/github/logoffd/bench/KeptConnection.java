package io.github.logoffd.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP connection that is kept, as monitoring keeps it. It does as little as it can, so that what is measured is
 * the server: the request is the same bytes each time, and of the answer only its end is looked for.
 */
final class KeptConnection implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int TIMEOUT_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /** Returns the bytes of a GET. */
    static byte[] get(String path, String authorization) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the bytes of a POST with a JSON body in ASCII. */
    static byte[] post(String path, String body, String authorization) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request whose short answer has one number as its value, and returns that. */
    double number(byte[] request) throws IOException {
        out.write(request);
        String body = new String(in.readNBytes((int) head()), StandardCharsets.US_ASCII);
        return Double.parseDouble(body.replaceFirst(".*\"value\":(-?\\d+).*", "$1"));
    }

    /**
     * Sends a request and reads its whole answer.
     *
     * @return the length of the body
     * @throws IOException when the answer is not 200
     */
    long ask(byte[] request) throws IOException {
        out.write(request);
        long length = head();
        if (length >= 0) {
            in.skipNBytes(length);
            return length;
        }
        return skipChunks();
    }

    /** Reads the lines before the body and returns the length of it, -1 when it comes in chunks. */
    private long head() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The answer is " + status);
        }
        long length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
            }
            if (lower.equals("transfer-encoding: chunked")) {
                length = -1;
            }
        }
        return length;
    }

    private long skipChunks() throws IOException {
        long total = 0;
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            in.skipNBytes(size);
            line();
            total += size;
        }
        line();
        return total;
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server has closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
