package io.github.logoffd.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Connections on which a request is begun and never ended, and readers beside them from the same address. */
final class HalfRequests {

    /** How many connections each way opens; more than the server lets wait. */
    static final int COUNT = Integer.getInteger("logoffd.attack.connections", 1_000);

    private static final int READERS = 300;
    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 8;
    private static final int DRIPPED_BYTES = 31_000;
    private static final String READ = Wire.post(
            Wire.user("reader", Attacked.PASSWORD), "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\"}");

    private final Attacked service;
    private final byte[] hello;

    /** What is sent of a request. */
    enum Way {
        NO_BYTE,
        HALF_LINE,
        DRIPPED_HEADER,
        HALF_HANDSHAKE,
        HALF_BODY
    }

    HalfRequests(Attacked service, byte[] hello) {
        this.service = service;
        this.hello = hello.clone();
    }

    /**
     * Does the same while all connections are open, with one more byte of a header sent on each every second. The
     * readers come when the service has taken in what was sent: how long the attacker keeps it busy with that is no
     * matter of the connections that stay.
     */
    long slowestMillisOfReadersDuring(Way way) throws Exception {
        List<Wire> open = new CopyOnWriteArrayList<>();
        ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        try {
            open.addAll(Crowd.each(COUNT, AT_ONCE, i -> begun(way)));
            if (way == Way.DRIPPED_HEADER) {
                drip(open, dripping);
            }
            Crowd.each(AT_ONCE, AT_ONCE, i -> readOnce());
            return slowestMillisOfReaders();
        } finally {
            dripping.shutdownNow();
            for (Wire wire : open) {
                wire.close();
            }
        }
    }

    private Wire begun(Way way) throws IOException {
        boolean beforeTls = way == Way.NO_BYTE || way == Way.HALF_HANDSHAKE;
        Wire wire = beforeTls ? new Wire(service.socket()) : service.connect();
        try {
            switch (way) {
                case NO_BYTE -> {}
                case HALF_LINE -> wire.send("GET /jolo");
                case DRIPPED_HEADER ->
                    wire.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(DRIPPED_BYTES));
                case HALF_HANDSHAKE -> wire.send(Arrays.copyOf(hello, hello.length - 1));
                case HALF_BODY ->
                    wire.send("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n"
                            + Wire.user("monitor", Attacked.PASSWORD) + "Content-Length: 200000\r\n\r\n["
                            + "1,".repeat(1_000));
            }
        } catch (IOException displaced) {
            wire.close();
        }
        return wire;
    }

    /** On one connection after the other, so that the bytes come all the time and not at once each second. */
    private static void drip(List<Wire> open, ScheduledExecutorService dripping) {
        Iterator<Wire> endless =
                Stream.generate(() -> open).flatMap(List::stream).iterator();
        Future<?> unused = dripping.scheduleAtFixedRate(
                () -> drip(endless.next()), 0, TimeUnit.SECONDS.toNanos(1) / open.size(), TimeUnit.NANOSECONDS);
    }

    private static void drip(Wire wire) {
        try {
            wire.send("x");
        } catch (IOException displaced) {
            // Closed at the end like the others.
        }
    }

    private long readOnce() throws IOException {
        try (Wire wire = service.connect()) {
            return read(wire, System.nanoTime());
        }
    }

    /**
     * Has many readers connect and read some times each, and returns the milliseconds within which 99 of 100 had their
     * answers.
     */
    long slowestMillisOfReaders() throws Exception {
        List<Wire> wires = Collections.synchronizedList(new ArrayList<>());
        List<Long> nanos = new ArrayList<>(Crowd.each(READERS, AT_ONCE, i -> {
            long start = System.nanoTime();
            Wire wire = service.connect();
            wires.add(wire);
            return read(wire, start);
        }));
        for (int round = 1; round < ROUNDS; round++) {
            nanos.addAll(Crowd.each(READERS, AT_ONCE, i -> read(wires.get(i), System.nanoTime())));
        }
        for (Wire wire : wires) {
            wire.close();
        }
        Collections.sort(nanos);
        return TimeUnit.NANOSECONDS.toMillis(nanos.get(nanos.size() * 99 / 100));
    }

    private static long read(Wire wire, long start) throws IOException {
        Wire.Answer answer;
        do {
            wire.send(READ);
            answer = wire.answer();
            // Now and then the password has to be hashed again, for which there are not as many places as readers.
        } while (answer.status() == 503);
        if (answer.status() != 200 || !answer.body().contains("\"Sessions\"")) {
            throw new IOException("A reader was answered with " + answer);
        }
        return System.nanoTime() - start;
    }
}
