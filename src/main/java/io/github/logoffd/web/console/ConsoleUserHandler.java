package io.github.logoffd.web.console;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import java.time.Duration;
import java.util.Map;

/** Answers the console who its user is: the page asks this to sign in. */
public final class ConsoleUserHandler implements ExchangeHandler {

    public static final String PATH = ConsoleHandler.PATH + "/user";

    private static final Duration LEAST_STALE = Duration.ofMinutes(1);
    private static final int REFRESHES = 3;

    private final Duration idle;
    private final Duration stale;

    /**
     * Creates the handler.
     *
     * @param idle how long the page stays signed in without a key or a pointer
     * @param refresh the interval between two snapshots of a host: one that missed several is too old to act on
     */
    public ConsoleUserHandler(Duration idle, Duration refresh) {
        this.idle = idle;
        Duration several = refresh.multipliedBy(REFRESHES);
        this.stale = several.compareTo(LEAST_STALE) > 0 ? several : LEAST_STALE;
    }

    @Override
    public void handle(Exchange exchange) {
        Caller caller = CurrentCaller.get();
        exchange.json(
                200,
                Map.of(
                        "user",
                        caller.user(),
                        "role",
                        caller.role(),
                        "idleSeconds",
                        idle.toSeconds(),
                        "staleSeconds",
                        stale.toSeconds()));
    }
}
