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
import java.util.function.BooleanSupplier;

/** One reader that is sent events, on the thread of its request. A reader that does not read, or has fallen behind, is cut off. */
final class EventStream implements AutoCloseable {

    /** What a browser or a client library waits before it comes back. */
    private static final String GREETING = "retry: 3000\n\n";

    private static final String HEARTBEAT = ":\n\n";

    private final HttpExchange exchange;
    private final Subscription subscription;
    private final StreamTiming timing;
    private final AnswerWatch watch;
    private final BooleanSupplier allowed;
    private final Writing writing;

    /** Makes a stream that goes on as long as it is {@code allowed}. */
    EventStream(
            HttpExchange exchange,
            Subscription subscription,
            StreamTiming timing,
            AnswerWatch watch,
            BooleanSupplier allowed) {
        this.exchange = exchange;
        this.subscription = subscription;
        this.timing = timing;
        this.watch = watch;
        this.allowed = allowed;
        writing = watch.begin(subscription::isDropped);
    }

    /** Sends events until the reader goes or has to go. Closes the exchange. */
    void serve() throws IOException, InterruptedException {
        try {
            writing.write(() -> {
                Responses.beginStream(exchange, "text/event-stream");
                send(GREETING);
            });
            for (List<Event> events = next(); goesOn(); events = next()) {
                String text = text(events);
                writing.write(() -> send(text));
            }
        } finally {
            writing.write(exchange::close);
            watch.end(writing);
        }
    }

    private List<Event> next() throws InterruptedException {
        return subscription.poll(timing.heartbeat());
    }

    /** Asked right before each writing: who may not read any more gets nothing more. */
    private boolean goesOn() {
        return !subscription.isOver() && !writing.isCut() && allowed.getAsBoolean();
    }

    private void send(String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static String text(List<Event> events) {
        if (events.isEmpty()) {
            return HEARTBEAT;
        }
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append("id: ").append(event.sequence()).append('\n');
            text.append("event: ").append(event.type()).append('\n');
            text.append("data: ").append(JsonWriter.text(json(event))).append("\n\n");
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

    /** Ends the stream at once, whatever it is doing. Called from another thread. */
    @Override
    public void close() {
        subscription.close();
        writing.cut();
    }
}
