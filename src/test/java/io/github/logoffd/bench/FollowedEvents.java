package io.github.logoffd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reader of the stream of events. */
final class FollowedEvents implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader lines;

    FollowedEvents(int port, byte[] request) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The answer is " + status);
        }
    }

    /** Returns when there is an event. */
    void next() throws IOException {
        while (!line().startsWith("data: ")) {
            // A header, the number of an event, or a sign of life.
        }
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("The server has ended the stream of events.");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
