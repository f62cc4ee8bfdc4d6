package io.github.logoffd.web.endpoints;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.UserShares;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.EventJournal.Subscription;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.StreamTiming;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers with a stream of server-sent events. A stream holds its connection until one side ends it, or until its user
 * is no longer valid.
 */
public final class EventsHandler implements ExchangeHandler, AutoCloseable {

    public static final String PATH = "/events";

    private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)lastEventId=([^&]*)");

    private final EventJournal events;
    private final StreamTiming timing;
    private final Set<Subscription> streams = ConcurrentHashMap.newKeySet();
    private final LiveUsers users;
    private final UserShares shares;
    private volatile boolean closed;

    /** Creates a handler without streams. */
    public EventsHandler(EventJournal events, StreamTiming timing, LiveUsers users) {
        this.events = events;
        this.timing = timing;
        this.users = users;
        this.shares = new UserShares(events.mostSubscriptions());
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<String> last = lastEventId(exchange);
        if (last.isPresent() && !SEQUENCE.matcher(last.get()).matches()) {
            exchange.error(
                    400,
                    "Invalid last event id \"" + last.get() + "\". Give the id of an event, or "
                            + EventJournal.FROM_THE_BEGINNING + " for all events that are kept.");
            return;
        }
        if (exchange.isHead()) {
            exchange.send(200, Exchange.EVENT_STREAM, out -> {});
            return;
        }
        Caller reader = CurrentCaller.get();
        Optional<UserShares.Place> place =
                shares.take(reader.user(), Role.of(reader.role()).orElse(Role.MONITOR));
        if (place.isEmpty() || !stream(exchange, reader, place.get(), last)) {
            place.ifPresent(UserShares.Place::close);
            exchange.setHeader("Retry-After", "30");
            exchange.error(
                    503,
                    "The limit of event streams is reached, of this user, of all monitors or of all users"
                            + " (events.maxStreams in logoffd.properties), or the service is stopping. Try again later.");
        }
    }

    /** Clients send the header when they reconnect by themselves, so it is newer than the parameter in the address. */
    private static Optional<String> lastEventId(Exchange exchange) {
        Optional<String> header =
                exchange.header("Last-Event-ID").map(String::strip).filter(id -> !id.isEmpty());
        return header.or(() -> {
            Matcher matcher = PARAMETER.matcher(exchange.query());
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
    }

    /** Starts a stream, unless the journal is closed. */
    private boolean stream(Exchange exchange, Caller reader, UserShares.Place place, Optional<String> last) {
        Optional<Subscription> opened =
                last.map(Long::valueOf).map(events::subscribeAfter).orElseGet(events::subscribe);
        if (opened.isEmpty()) {
            return false;
        }
        Subscription subscription = opened.get();
        streams.add(subscription);
        EventStream stream =
                new EventStream(exchange, subscription, timing, () -> users.holds(reader.user(), reader.role()), () -> {
                    streams.remove(subscription);
                    place.close();
                });
        stream.start();
        if (closed) {
            subscription.close();
        }
        return true;
    }

    /** Returns the number of open streams. */
    public int open() {
        return streams.size();
    }

    /** Ends all streams at once. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(Subscription::close);
        // A server that stops may not report what became of a write to a client that does not read.
        streams.clear();
    }
}
