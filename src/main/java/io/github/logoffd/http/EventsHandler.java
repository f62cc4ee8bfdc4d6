package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.control.Caller;
import io.github.logoffd.control.CurrentCaller;
import io.github.logoffd.events.EventLog;
import io.github.logoffd.events.EventLog.Subscription;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers with a stream of server-sent events. A stream holds its connection and thread until one side ends it, or until its user is
 * none any more.
 */
final class EventsHandler implements HttpHandler, AutoCloseable {

    private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)lastEventId=([^&]*)");

    private final EventLog events;
    private final StreamTiming timing;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final LiveUsers users;
    private final Responses responses;
    private volatile boolean closed;

    EventsHandler(EventLog events, StreamTiming timing, LiveUsers users, Responses responses) {
        this.events = events;
        this.timing = timing;
        this.users = users;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            responses.wrongMethod(exchange, "GET");
            return;
        }
        Optional<String> last = lastEventId(exchange);
        if (last.isPresent() && !SEQUENCE.matcher(last.get()).matches()) {
            responses.error(
                    exchange,
                    400,
                    "The last event id is \"" + last.get() + "\"; expected is the id of an event, or "
                            + EventLog.FROM_THE_BEGINNING + " for all events that are kept.");
            return;
        }
        Optional<Subscription> subscription =
                last.map(Long::valueOf).map(events::subscribeAfter).orElseGet(events::subscribe);
        if (subscription.isPresent()) {
            stream(exchange, subscription.get());
        } else {
            exchange.getResponseHeaders().set("Retry-After", "30");
            responses.error(
                    exchange,
                    503,
                    "As many streams of events are open as may be (events.maxStreams in logoffd.properties), or the"
                            + " service is stopping; nothing was opened.");
        }
    }

    /** The header is what clients send when they come back by themselves, so it is newer than what stands in the address. */
    private static Optional<String> lastEventId(HttpExchange exchange) {
        Optional<String> header = Optional.ofNullable(
                        exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .map(String::strip)
                .filter(id -> !id.isEmpty());
        return header.or(() -> {
            String query = exchange.getRequestURI().getQuery();
            Matcher matcher = PARAMETER.matcher(query == null ? "" : query);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
    }

    private void stream(HttpExchange exchange, Subscription subscription) throws IOException {
        Caller reader = CurrentCaller.get();
        EventStream stream = new EventStream(
                exchange, subscription, timing, responses.watch(), () -> users.holds(reader.user(), reader.role()));
        streams.add(stream);
        try (subscription) {
            if (closed) {
                stream.close();
            }
            stream.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(stream);
        }
    }

    /** Returns the number of open streams. */
    int open() {
        return streams.size();
    }

    /** Ends all streams at once. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(EventStream::close);
    }
}
