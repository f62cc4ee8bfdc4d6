package io.github.logoffd.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is too much, too large, too deep or too slow. */
final class LoadAttacks {

    private static final int MEGABYTE = 1 << 20;

    private final Attacked service;

    LoadAttacks(Attacked service) {
        this.service = service;
    }

    /** Opens connections, says a part of something on each, and keeps them. */
    List<Wire> beginAndStop(int count, String... beginnings) throws IOException {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire wire = new Wire(service.socket());
            wire.send(beginnings[i % beginnings.length]);
            open.add(wire);
        }
        return open;
    }

    /** Sends a body of which the server wants only the beginning; returns what it said to that. */
    String largeBody(String headers, boolean chunked, int megabytes) throws IOException {
        try (Wire wire = service.connect()) {
            wire.send("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + (chunked
                            ? "Transfer-Encoding: chunked\r\n\r\n"
                            : "Content-Length: " + (long) megabytes * MEGABYTE + "\r\n\r\n"));
            byte[] part = new byte[MEGABYTE];
            Arrays.fill(part, (byte) ' ');
            try {
                for (int i = 0; i < megabytes; i++) {
                    if (chunked) {
                        wire.send(Integer.toHexString(MEGABYTE).getBytes(StandardCharsets.US_ASCII));
                        wire.send(new byte[] {'\r', '\n'});
                    }
                    wire.send(part);
                    if (chunked) {
                        wire.send(new byte[] {'\r', '\n'});
                    }
                }
                return wire.rest();
            } catch (IOException hungUpOn) {
                return "hung up on";
            }
        }
    }

    /** Returns the answer, or none when the server hangs up since it wants no more of the body. */
    String ask(String request) {
        try {
            return service.ask(request).body();
        } catch (IOException hungUpOn) {
            return "";
        }
    }

    /** Sends a header line without an end. */
    String endlessHeader(String beginning, int megabytes) throws IOException {
        try (Wire wire = service.connect()) {
            byte[] part = new byte[MEGABYTE];
            Arrays.fill(part, (byte) 'x');
            wire.send(beginning);
            for (int i = 0; i < megabytes; i++) {
                wire.send(part);
            }
            return wire.rest();
        } catch (IOException hungUpOn) {
            return "hung up on";
        }
    }

    /** Connects and goes, with or without a request, with or without waiting for the answer. */
    boolean comeAndGo(int number) throws IOException {
        try (Wire wire = new Wire(service.socket())) {
            switch (number % 4) {
                case 0 -> {}
                case 1 -> wire.send("GET");
                case 2 -> wire.send(Wire.get("/health", ""));
                default -> {
                    wire.send(Wire.get("/health", ""));
                    return wire.answer().status() == 200;
                }
            }
        } catch (IOException hungUpOn) {
            return false;
        }
        return true;
    }

    /** Bodies that are no requests, each as deep or as long as a body can be. */
    static List<String> nonsense() {
        String digits = "9".repeat(250_000);
        return List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(40_000),
                "[],".repeat(80_000),
                '[' + "[],".repeat(80_000) + "[]]",
                '[' + "{},".repeat(20_000) + "{}]",
                '[' + "1,".repeat(20_000) + "1]",
                digits,
                "1e" + digits,
                '[' + "1e999999999,".repeat(20_000) + "1]",
                "{\"type\":\"version\",\"" + "k".repeat(250_000) + "\":[",
                "{\"type\":\"version\",\"config\":{\"maxDepth\":" + digits + "}}",
                "{\"type\":\"read\",\"mbean\":\"" + "x".repeat(250_000) + "\"}");
    }

    /** Opens event streams and leaves them at once; returns their status. */
    List<Integer> streams(int count, String user) throws Exception {
        return Crowd.each(count, 8, number -> {
            try (Wire wire = service.connect()) {
                wire.send(Wire.get("/events", user));
                return wire.status();
            }
        });
    }

    /** Opens event streams and keeps them. */
    List<Wire> streamsThatStay(int count, String user) throws IOException {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire wire = service.connect();
            open.add(wire);
            wire.send(Wire.get("/events", user));
        }
        return open;
    }

    static String bulk(int elements, String element) {
        return IntStream.range(0, elements).mapToObj(i -> element).collect(Collectors.joining(",", "[", "]"));
    }

    /** Asks for much again and again and does not read what comes. */
    Wire unread(String request, int times) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        Wire wire = new Wire(socket);
        wire.send(request.repeat(times));
        return wire;
    }

    /** Opens connections, on each of which something is asked and answered, and keeps them. */
    List<Wire> askAndStay(int count) throws IOException {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire wire = new Wire(service.socket());
            open.add(wire);
            wire.send(Wire.get("/health", ""));
            wire.answer();
        }
        return open;
    }
}
