package io.github.logoffd.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers of {@code logoff(true)}, each for a session of its own, none of which comes to its end. */
final class WaitingCallers implements AutoCloseable {

    /** The first sessions of the demo host are special. */
    private static final int FIRST_ID = 20;

    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final List<KeptConnection> connections = new ArrayList<>();
    private final List<Future<Long>> calls = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Sends all calls, and returns when the processor has had time for them. */
    WaitingCallers(MeasuredServer server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            KeptConnection connection = new KeptConnection(server.port());
            connections.add(connection);
            byte[] request = server.post("{\"type\":\"exec\",\"mbean\":\"logoffd:type=Session,host=SIM-RDS01,id="
                    + (FIRST_ID + i) + "\",\"operation\":\"logoff(boolean)\",\"arguments\":[true]}");
            calls.add(threads.submit(() -> connection.ask(request)));
        }
        Pause.of(SETTLE);
        checkAllWait();
    }

    /** Fails when a caller has an answer already: then nothing was measured. */
    void checkAllWait() throws IOException {
        long answered = calls.stream().filter(Future::isDone).count();
        if (answered > 0) {
            throw new IOException(answered + " callers of " + calls.size() + " did not wait.");
        }
    }

    @Override
    public void close() throws IOException {
        for (KeptConnection connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
