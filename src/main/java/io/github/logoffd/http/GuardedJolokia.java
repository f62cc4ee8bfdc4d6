package io.github.logoffd.http;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.access.Role;
import io.github.logoffd.control.AccessLog;
import io.github.logoffd.control.Caller;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaListRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.util.RequestType;

/**
 * Jolokia's request handler for one HTTP request, with the decision of {@link Permissions} in front of each single request in it,
 * whichever way it was spelled: as a GET path, a POST object or an element of a bulk request. Jolokia's own handler keeps limits of
 * one request in fields, so each HTTP request has one for itself.
 */
final class GuardedJolokia extends HttpRequestHandler {

    private final Caller caller;
    private final Role role;
    private final String actingProblem;
    private final AccessLog accessLog;

    /**
     * Makes a handler.
     *
     * @param actingProblem why this HTTP request may not execute anything, whoever sent it; {@code ""} when it may
     */
    GuardedJolokia(JolokiaContext context, Caller caller, String actingProblem, AccessLog accessLog) {
        super(context);
        this.caller = caller;
        this.role = Role.of(caller.role()).orElseThrow();
        this.actingProblem = actingProblem;
        this.accessLog = accessLog;
    }

    /** A bad element of a bulk request gets an answer of its own: the elements before it may have acted already. */
    @Override
    protected JSONObject executeRequest(JolokiaRequest request) throws EmptyResponseException {
        String refusal = refusal(request);
        if (!refusal.isEmpty()) {
            return getErrorJSON(403, new SecurityException(refusal), request);
        }
        try {
            String problem = request instanceof JolokiaExecRequest exec ? ExecArguments.problemWith(exec) : "";
            return problem.isEmpty()
                    ? carryOut(request)
                    : getErrorJSON(400, new IllegalArgumentException(problem), request);
        } catch (BadRequestException | JMException e) {
            return getErrorJSON(400, e, request);
        }
    }

    private JSONObject carryOut(JolokiaRequest request)
            throws BadRequestException, JMException, EmptyResponseException {
        if (!(request instanceof JolokiaListRequest list && SharedDescriptions.answers(list))) {
            return super.executeRequest(request);
        }
        JSONObject answer = super.executeRequest(SharedDescriptions.shared(list));
        SharedDescriptions.spread(answer, list);
        return answer;
    }

    private String refusal(JolokiaRequest request) {
        List<Command> commands = RequestedCommands.of(request);
        Optional<String> refusal = commands.stream()
                .map(command -> Permissions.decide(role, command))
                .filter(decision -> decision.verdict() == Decision.Verdict.REFUSED)
                .map(Decision::refusal)
                .findFirst();
        if (refusal.isPresent() && isToAct(request)) {
            accessLog.denied(caller, words(commands.get(0)) + ": " + refusal.get());
        }
        return refusal.orElseGet(() -> request.getType() == RequestType.EXEC ? actingProblem : "");
    }

    private static boolean isToAct(JolokiaRequest request) {
        return request.getType() == RequestType.EXEC || request.getType() == RequestType.WRITE;
    }

    private static String words(Command command) {
        return (command.bean() + ' ' + command.member()).strip();
    }
}
