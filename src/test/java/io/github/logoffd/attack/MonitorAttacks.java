package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.server.ObjID;
import java.rmi.server.RemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIServer;
import org.jolokia.json.JSONObject;

/** A user who may read, and reads everything all the time, from a host with many sessions. */
final class MonitorAttacks {

    private static final String MONITOR = Wire.user("monitor", Attacked.PASSWORD);
    private static final String SESSIONS = "{\"type\":\"read\",\"mbean\":\"logoffd:type=Session,*\"}";
    private static final String HOSTS = "{\"type\":\"read\",\"mbean\":\"logoffd:type=SessionHost,*\"}";
    private static final String EVERYTHING = "{\"type\":\"read\",\"mbean\":\"*:*\"}";
    private static final int MOST_BODY = 260_000;
    private static final int WARMING = 4;
    private static final int SERVED = 3;
    private static final int SMALL_BUFFER = 4096;
    private static final int MILLIS_OF_A_TICK = 10;

    /** As many as a body holds make an answer of 450 MB, which takes its client half a minute to read. */
    private static final int FEW = 5;

    /** What one request may cost. */
    static final Duration MOST_PROCESSOR_TIME = Duration.ofSeconds(2);

    /** The method of RMIConnection. */
    private static final long GET_ATTRIBUTE_HASH = -1089783104982388203L;

    private final Attacked service;
    private int nextSession = 2;

    MonitorAttacks(Attacked service) {
        this.service = service;
    }

    /** Returns what costs most, each in one request, by a name for it. */
    static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("all sessions", Wire.post(MONITOR, SESSIONS));
        requests.put("metrics", Wire.get("/metrics", MONITOR));
        requests.put("counts", Wire.get("/counts", MONITOR));
        requests.put("all sessions, again and again", Wire.post(MONITOR, often(SESSIONS)));
        requests.put("all hosts, again and again", Wire.post(MONITOR, often(HOSTS)));
        requests.put("all beans, again and again", Wire.post(MONITOR, often(EVERYTHING)));
        requests.put(
                "all names, again and again", Wire.post(MONITOR, often("{\"type\":\"search\",\"mbean\":\"*:*\"}")));
        requests.put("all descriptions, five times", Wire.post(MONITOR, LoadAttacks.bulk(FEW, "{\"type\":\"list\"}")));
        requests.put(
                "an attribute, again and again",
                Wire.post(
                        MONITOR, SESSIONS.replace("}", ",\"attribute\":[" + "\"Key\",".repeat(30_000) + "\"Key\"]}")));
        return requests;
    }

    private static String often(String element) {
        return LoadAttacks.bulk(MOST_BODY / (element.length() + 1), element);
    }

    /** The first requests of a process are slow, whatever they ask for. */
    void warm() throws IOException {
        for (String user : List.of("monitor", "operator")) {
            for (int i = 0; i < WARMING; i++) {
                assertThat(service.ask(Wire.post(Wire.user(user, Attacked.PASSWORD), i % 2 == 0 ? SESSIONS : HOSTS))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** Returns the processor time that the service needed from one request until its answer was read. */
    Duration cost(String request) throws IOException {
        Duration before = processorTime();
        assertThat(service.ask(request).status()).isEqualTo(200);
        return processorTime().minus(before);
    }

    /** Of all threads but the JVM's compilers, which work once for a method and not for each request. */
    private Duration processorTime() throws IOException {
        Path threads = Path.of("/proc/" + service.process().pid() + "/task");
        long ticks = 0;
        try (Stream<Path> each = Files.list(threads)) {
            for (Path thread : each.toList()) {
                String stat = statOf(thread);
                ticks += stat.contains(" CompilerThre") ? 0 : ticks(stat);
            }
        }
        return Duration.ofMillis(ticks * MILLIS_OF_A_TICK);
    }

    private static String statOf(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** User and system time are the 14th and 15th field; the second is the name, which can contain blanks. */
    private static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Has the operator look for sessions and log them off one after another; returns how long each took. */
    List<Duration> serve(boolean underAttack) throws IOException {
        assertThat(underAttack).isTrue();
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < SERVED; i++) {
            long start = System.nanoTime();
            JSONObject host = service.ask("operator", HOSTS);
            assertThat(host.get("status")).isEqualTo(200L);
            JSONObject answer = service.ask(
                    "operator",
                    "{\"type\":\"exec\",\"mbean\":\"" + Attacked.HOST
                            + "\",\"operation\":\"logoffSession\",\"arguments\":[\"" + nextSession++ + "\",false]}");
            assertThat(((JSONObject) answer.get("value")).get("Outcome")).isEqualTo("ACCEPTED");
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    /** Sends everything on many connections, again when it is answered, until it is closed. */
    final class Flood implements AutoCloseable {

        private final List<String> requests = List.copyOf(requests().values());
        private final Queue<Wire> open = new ConcurrentLinkedQueue<>();
        private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        private final CountDownLatch begun;
        private volatile boolean ended;

        Flood(int connections) throws InterruptedException {
            begun = new CountDownLatch(connections);
            for (int i = 0; i < connections; i++) {
                int number = i;
                Thread thread = new Thread(() -> send(number), "flood-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }

        private void send(int number) {
            for (int i = number; !ended; i++) {
                try (Wire wire = service.connect()) {
                    open.add(wire);
                    wire.send(requests.get(i % requests.size()));
                    begun.countDown();
                    answers.merge(wire.answer().status(), 1, Integer::sum);
                    open.remove(wire);
                } catch (IOException e) {
                    // The service has closed the connection, or this attack has ended.
                }
            }
        }

        /** Returns how many answers of each status there were. */
        Map<Integer, Integer> answers() {
            return Map.copyOf(answers);
        }

        @Override
        public void close() throws IOException {
            ended = true;
            for (Wire wire : open) {
                wire.close();
            }
        }
    }

    Flood flood(int connections) throws InterruptedException {
        return new Flood(connections);
    }

    /** Connections over RMI on which all sessions were asked for, and no answer is read until they are closed. */
    static final class UnreadOverRmi implements AutoCloseable {

        /** RMI forgets the objects of clients that do not hold them. */
        private final List<RMIConnection> clients = new ArrayList<>();

        private final List<Wire> open = new ArrayList<>();

        boolean isOpen() {
            return !open.isEmpty();
        }

        @Override
        public void close() throws IOException {
            for (Wire wire : open) {
                wire.close();
            }
            for (RMIConnection client : clients) {
                client.close();
            }
        }
    }

    UnreadOverRmi unreadOverRmi(int ofEach, String... users) throws Exception {
        UnreadOverRmi unread = new UnreadOverRmi();
        for (String user : users) {
            RMIServer server = (RMIServer) new RmiAttacks(service).registry().lookup("jmxrmi");
            RMIConnection client = server.newClient(new String[] {user, Attacked.PASSWORD});
            unread.clients.add(client);
            byte[] call = Jrmp.call(
                    idOf(client), Jrmp.BY_HASH, GET_ATTRIBUTE_HASH, new ObjectName(Attacked.HOST), "Sessions", null);
            for (int i = 0; i < ofEach; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(SMALL_BUFFER);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.rmiPort()));
                Wire wire = new Wire(socket);
                unread.open.add(wire);
                wire.send(call);
            }
        }
        return unread;
    }

    /** A reference writes where its object is and then its id. */
    private static ObjID idOf(RMIConnection connection) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            ((RemoteObject) connection).getRef().writeExternal(out);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            String unusedHost = in.readUTF();
            int unusedPort = in.readInt();
            return ObjID.read(in);
        }
    }
}
