package io.github.logoffd.web.endpoints;

import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal.Subscription;
import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.StreamTiming;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Stream of events to one client. It holds no thread: data is sent when there is an event, when a heartbeat is due, or
 * when the client has read what was sent before. A client that does not read, or has fallen behind, is disconnected.
 */
final class EventStream extends IteratingCallback {

    /** How long a browser or client library waits before it reconnects. */
    private static final String GREETING = "retry: 3000\n\n";

    private static final String HEARTBEAT = ":\n\n";

    private final Exchange exchange;
    /** Of the server: once the stream has ended, the request can no longer be asked for it. */
    private final Components components;

    private final Subscription subscription;
    private final long heartbeatNanos;
    private final BooleanSupplier allowed;
    private final Runnable ended;
    private volatile long heartbeatAt;
    private volatile Scheduler.Task heartbeat = () -> false;
    private String first = GREETING;

    /**
     * Creates a stream that lasts while it is {@code allowed}.
     *
     * @param ended called when it has ended
     */
    EventStream(
            Exchange exchange,
            Subscription subscription,
            StreamTiming timing,
            BooleanSupplier allowed,
            Runnable ended) {
        this.exchange = exchange;
        this.components = exchange.request().getComponents();
        this.subscription = subscription;
        this.heartbeatNanos = timing.heartbeat().toNanos();
        this.allowed = allowed;
        this.ended = ended;
    }

    /** Begins to send. */
    void start() {
        exchange.begin(200, Exchange.EVENT_STREAM);
        subscription.observe(this::changed);
        exchange.watchClient(this::left);
        iterate();
    }

    /** Closes the connection first: an answer that has not begun would otherwise become an internal error. */
    private void left() {
        exchange.abort("The client of a stream has left");
        abort(new EofException("The client of a stream has left"));
    }

    /** Called by the thread that publishes, which must not write; also after the stream has ended. */
    private void changed() {
        try {
            components.getExecutor().execute(this::resume);
        } catch (RejectedExecutionException e) {
            abort(e); // the server has stopped, and its connections with it
        }
    }

    private void resume() {
        if (subscription.isDropped()) {
            exchange.abort("The client of a stream has fallen behind");
        } else {
            iterate();
        }
    }

    /** The permission is checked right before each write: a user who may no longer read gets nothing more. */
    @Override
    protected Action process() {
        if (subscription.isOver() || !allowed.getAsBoolean()) {
            return Action.SUCCEEDED;
        }
        String text = next();
        if (text.isEmpty()) {
            return Action.IDLE;
        }
        scheduleHeartbeat();
        exchange.part(text.getBytes(StandardCharsets.UTF_8), this);
        return Action.SCHEDULED;
    }

    private String next() {
        String text = first.isEmpty() ? text(subscription.next()) : first;
        first = "";
        return text.isEmpty() && System.nanoTime() - heartbeatAt >= 0 ? HEARTBEAT : text;
    }

    private void scheduleHeartbeat() {
        heartbeat.cancel();
        heartbeatAt = System.nanoTime() + heartbeatNanos;
        heartbeat = components.getScheduler().schedule(this::changed, heartbeatNanos, TimeUnit.NANOSECONDS);
    }

    private static String text(List<Event> events) {
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

    @Override
    protected void onSuccess() {
        exchange.taken();
    }

    @Override
    protected void onCompleteSuccess() {
        end();
        exchange.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        end();
        exchange.failed(cause);
    }

    private void end() {
        heartbeat.cancel();
        subscription.close();
        ended.run();
    }
}
