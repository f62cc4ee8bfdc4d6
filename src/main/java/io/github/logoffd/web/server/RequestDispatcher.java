package io.github.logoffd.web.server;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs each request through the same checks before its endpoint sees it: origin, authentication, method, path, and the
 * complete body.
 */
public final class RequestDispatcher extends Handler.Abstract {

    private static final List<String> METHODS = List.of("GET", "POST");
    private static final String ROUTE = Route.class.getName();

    private final List<Route> routes;
    private final RequestFilter origins;
    private final UserFilter users;
    private final ResponseBudget budget;
    private final WaitingConnections waiting;
    private final int maxBodyBytes;

    public RequestDispatcher(
            List<Route> routes,
            RequestFilter origins,
            UserFilter users,
            ResponseBudget budget,
            WaitingConnections waiting,
            int maxBodyBytes) {
        this.routes = List.copyOf(routes);
        this.origins = origins;
        this.users = users;
        this.budget = budget;
        this.waiting = waiting;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        waiting.noLonger(ClientEndPoint.of(request));
        Exchange exchange;
        try {
            exchange = new Exchange(request, response, callback, waiting);
        } catch (IllegalArgumentException e) {
            Response.writeError(request, response, callback, 400, "Bad address");
            return true;
        }
        exchange.run(() -> dispatch(exchange));
        return true;
    }

    private void dispatch(Exchange exchange) throws IOException {
        Optional<Route> route =
                routes.stream().filter(each -> each.matches(exchange.path())).findFirst();
        route.ifPresent(found -> exchange.request().setAttribute(ROUTE, found.path()));
        if (!origins.accepts(exchange, route.filter(Route::isPage).isPresent())) {
            return;
        }
        if (route.isPresent() && route.get().isOpen(exchange.path())) {
            receive(exchange, route.get(), Caller.LOCAL_JMX);
        } else {
            users.authenticate(exchange, caller -> dispatch(exchange, route, caller));
        }
    }

    private void dispatch(Exchange exchange, Optional<Route> route, Caller caller) throws IOException {
        if (!METHODS.contains(exchange.method())) {
            wrongMethod(exchange, "GET, HEAD, POST");
        } else if (route.isPresent()) {
            receive(exchange, route.get(), caller);
        } else {
            String paths = routes.stream().map(Route::path).collect(Collectors.joining(", "));
            exchange.error(404, "Unknown path " + exchange.path() + ". Known: " + paths + '.');
        }
    }

    private void receive(Exchange exchange, Route route, Caller caller) throws IOException {
        if (!route.methods().contains(exchange.method())) {
            wrongMethod(exchange, route.allowed());
            return;
        }
        exchange.setReservation(budget.open(caller));
        if (!exchange.method().equals("POST")) {
            serve(exchange, route, caller);
            return;
        }
        Caller acting;
        try {
            acting = caller.because(ReasonHeader.of(exchange));
        } catch (IllegalArgumentException e) {
            exchange.error(400, ErrorText.of(e));
            return;
        }
        new RequestBody(exchange, waiting, maxBodyBytes, () -> serve(exchange, route, acting)).read();
    }

    private static void serve(Exchange exchange, Route route, Caller caller) {
        exchange.run(() -> CurrentCaller.<Object, IOException>during(caller, () -> {
            route.handler().handle(exchange);
            return caller;
        }));
    }

    private static void wrongMethod(Exchange exchange, String allowed) {
        exchange.setHeader("Allow", allowed);
        exchange.error(
                405,
                "The method " + exchange.request().getMethod() + " is not served here. Use "
                        + allowed.replace(", ", " or ") + '.');
    }

    /** Returns the path under which a request is counted, without what clients append to it. */
    public static String countedPath(Request request) {
        return request.getAttribute(ROUTE) instanceof String path ? path : "other";
    }
}
