package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.events.Event;
import io.github.logoffd.events.EventLog.Subscription;
import io.github.logoffd.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reader that is sent events, on the thread of its request. Writing to a reader that does not read blocks for ever in the JDK's
 * server; what ends it is an interrupt, which closes the connection. Who interrupts must be sure that the thread still writes for
 * this reader, so both hold the lock of this object.
 */
final class EventStream implements AutoCloseable {

    /** What a browser or a client library waits before it comes back. */
    private static final String GREETING = "retry: 3000\n\n";

    private static final String HEARTBEAT = ":\n\n";

    private final HttpExchange exchange;
    private final Subscription subscription;
    private final StreamTiming timing;
    private final Thread thread = Thread.currentThread();
    private boolean writing;
    private long writingSince;

    EventStream(HttpExchange exchange, Subscription subscription, StreamTiming timing) {
        this.exchange = exchange;
        this.subscription = subscription;
        this.timing = timing;
    }

    /** Something that is written to the reader. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /** Sends events until the reader goes or has to go. Closes the exchange. */
    void serve() throws IOException, InterruptedException {
        try {
            write(() -> {
                Responses.beginStream(exchange, "text/event-stream");
                send(GREETING);
            });
            while (!subscription.isOver()) {
                List<Event> events = subscription.poll(timing.heartbeat());
                String text = text(events);
                write(() -> send(text));
            }
        } finally {
            write(exchange::close);
        }
    }

    private void write(Writing writing) throws IOException {
        begin();
        try {
            writing.write();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        writing = true;
        writingSince = System.nanoTime();
    }

    /** An interrupt that came too late must not hit what this thread does next. */
    private synchronized void end() {
        writing = false;
        if (Thread.interrupted()) {
            subscription.close();
        }
    }

    private void send(String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static String text(List<Event> events) throws IOException {
        if (events.isEmpty()) {
            return HEARTBEAT;
        }
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append("id: ").append(event.sequence()).append('\n');
            text.append("event: ").append(event.type()).append('\n');
            text.append("data: ");
            JsonWriter.write(json(event), text);
            text.append("\n\n");
        }
        return text.toString();
    }

    private static Map<String, Object> json(Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", event.sequence());
        json.put("time", event.time().toString());
        json.put("type", event.type());
        json.put("host", event.host());
        json.put("message", event.message());
        json.put("data", event.data());
        return json;
    }

    /** Ends the stream if its reader does not take what is sent to it, or has fallen behind. */
    synchronized void dropIfStuck() {
        boolean late = System.nanoTime() - writingSince > timing.patience().toNanos();
        if (writing && (late || subscription.isDropped())) {
            thread.interrupt();
        }
    }

    /** Ends the stream at once, whatever it is doing. Called from another thread. */
    @Override
    public synchronized void close() {
        subscription.close();
        if (writing) {
            thread.interrupt();
        }
    }
}
