package io.github.logoffd.bench;

import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from a change in Windows until a client knows of it: one that reads the session again and again
 * over a connection that is kept, and one that follows the stream of events. Against the stand-in, which looks for
 * changes every 5 ms and then reads its whole file, so processes are left out. CONTRIBUTING has the command.
 */
final class EventBenchmark {

    private static final int USERS = 1000;
    private static final int CHANGES = 200;
    private static final int WARM_UP_CHANGES = 40;
    private static final int SHORTEST_PAUSE_MILLIS = 150;
    private static final int MORE_PAUSE_MILLIS = 300;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    /** The stand-in reads a file again and again as long as it is new, which would be measured too. */
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_700_000_000_000L);

    private final StandIn prepared;
    private final Path preparedFile;
    private final Path file;
    private final Random random = new Random(1);
    private int changes;

    private EventBenchmark(Path folder, Path standIn) throws IOException {
        prepared = new StandIn(Files.createDirectories(folder));
        preparedFile = folder.resolve("scenario.txt");
        file = standIn.resolve("scenario.txt");
    }

    /** Returns when the change can be seen. */
    private interface Eye {
        void awaitChange() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        try (WineMachine machine = WineMachine.boot()) {
            Path folder = machine.standInFolder().resolveSibling("bench");
            EventBenchmark benchmark = new EventBenchmark(folder, machine.standInFolder());
            benchmark.prepare(false);
            benchmark.change();
            try (MeasuredServer service = MeasuredServer.windows(machine, folder)) {
                benchmark.run(service, machine.name());
            }
        }
    }

    private void run(MeasuredServer service, String host) throws IOException {
        System.out.printf("%d sessions, %d changes each%n%n", USERS, CHANGES);
        System.out.println("| from the change to | shortest ms | p50 ms | p99 ms | longest ms |");
        System.out.println("|---|---|---|---|---|");
        String session = "/jolokia/read/logoffd:type=Session,host=" + host + ",id=" + Crowd.FIRST_USER + "/State";
        try (KeptConnection connection = new KeptConnection(service.port())) {
            byte[] request = service.get(session);
            long[] length = {connection.ask(request)};
            row("the state over HTTP", () -> length[0] = otherLength(connection, request, length[0]));
        }
        try (FollowedEvents events = new FollowedEvents(service.port(), service.get("/events"))) {
            row("the stream of events", events::next);
        }
    }

    /** The names of the two states differ in length, and nothing else in the answer does. */
    private static long otherLength(KeptConnection connection, byte[] request, long before) throws IOException {
        long begin = System.nanoTime();
        long length = connection.ask(request);
        while (length == before) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IOException("The change cannot be seen.");
            }
            length = connection.ask(request);
        }
        return length;
    }

    private void row(String what, Eye eye) throws IOException {
        long[] nanos = new long[CHANGES];
        long begin = System.nanoTime();
        for (int i = -WARM_UP_CHANGES; i < CHANGES; i++) {
            prepare(changes % 2 == 1);
            LockSupport.parkNanos((SHORTEST_PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS)) * 1_000_000L);
            long start = System.nanoTime();
            change();
            eye.awaitChange();
            nanos[Math.max(0, i)] = System.nanoTime() - start;
        }
        Timings timings = new Timings(nanos, System.nanoTime() - begin, 0);
        System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                what, timings.millis(0), timings.p50(), timings.p99(), timings.millis(1));
    }

    private void prepare(boolean away) throws IOException {
        prepared.play(Crowd.sessions(USERS, id -> away && id == Crowd.FIRST_USER), List.of());
        changes++;
        Files.setLastModifiedTime(preparedFile, FileTime.fromMillis(LONG_AGO.toMillis() + 1000L * changes));
    }

    private void change() throws IOException {
        Files.move(preparedFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
