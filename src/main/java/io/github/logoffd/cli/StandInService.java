package io.github.logoffd.cli;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.RecordItem;
import io.github.logoffd.support.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Answers the read of {@code query session --url} as a service does, without the classes of one. It listens on a free
 * port of the loopback address.
 */
final class StandInService implements AutoCloseable {

    private final ServerSocket listener;
    private final String answer;

    private StandInService(ServerSocket listener, String answer) {
        this.listener = listener;
        this.answer = answer;
    }

    static StandInService open(String host, List<Session> sessions) throws IOException {
        List<Map<String, Object>> records = sessions.stream()
                .map(session -> RecordItem.values(SessionItems.ALL, session))
                .toList();
        Map<String, Object> attributes = Map.of("Host", host, "Reachable", true, "LastError", "", "Sessions", records);
        String answer = JsonWriter.text(
                Map.of("status", 200, "value", Map.of("logoffd:type=SessionHost,host=" + host, attributes)));
        StandInService service = new StandInService(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), answer);
        DaemonThreads.named("stand-in-service").newThread(service::serve).start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/jolokia/";
    }

    /** The command sees a connection that fails, and says so. */
    private void serve() {
        try (Socket connection = listener.accept()) {
            skipRequest(connection);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + "Content-Length: " + body.length
                    + "\r\n\r\n";
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().write(body);
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in of a service has failed.", e);
        }
    }

    private static void skipRequest(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        while (length-- > 0) {
            if (in.read() < 0) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
