package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.Command;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.access.Role;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.web.server.ResponseBudget;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaListRequest;
import org.jolokia.server.core.request.JolokiaReadRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.util.RequestType;

/**
 * Jolokia's request handler for one HTTP request, which applies {@link Permissions} to each Jolokia request in it, in
 * whatever form: a GET path, a POST object or an element of a bulk request. Jolokia's own handler keeps limits of one
 * request in fields, so each HTTP request has its own handler.
 */
public final class GuardedJolokia extends HttpRequestHandler {

    private static final JSONObject NO_ROOM = notCarriedOut(ResponseBudget.EXHAUSTED);
    private static final JSONObject TOO_MANY = notCarriedOut(ResponseBudget.TOO_MANY);

    private static final JSONObject NO_TIME = notCarriedOut("those before it in this bulk request took "
            + ProcessorBudget.SECONDS + " second of processor time. Request less at once.");

    private static final JSONObject TOO_LONG =
            notCarriedOut("the answers to those before it in this bulk request have more" + " than "
                    + WrittenText.MEGABYTES + " MB. Request less at once.");

    /** Members that Jolokia adds beside the value, such as the parsed request. */
    private static final int VALUES_OF_ANY_ANSWER = 10;

    /** Option that holds the target of a proxy request, another agent. */
    private static final String PROXY_TARGET = "target";

    private final Caller caller;
    private final Role role;
    private final String actingProblem;
    private final DenialLog denials;
    private final ResponseBudget.Reservation reservation;
    private final ProcessorBudget time = new ProcessorBudget();
    private final WrittenText written = new WrittenText();
    private boolean full;

    /**
     * Creates a handler.
     *
     * @param actingProblem why this HTTP request may not execute anything, regardless of the user; {@code ""} when it
     *     may
     * @param reservation the memory reservation of the answer
     */
    GuardedJolokia(
            JolokiaContext context,
            Caller caller,
            String actingProblem,
            DenialLog denials,
            ResponseBudget.Reservation reservation) {
        super(context);
        this.caller = caller;
        this.role = Role.of(caller.role()).orElseThrow();
        this.actingProblem = actingProblem;
        this.denials = denials;
        this.reservation = reservation;
    }

    /**
     * Answers one request while there is memory for its answer and those before it in a bulk request, they did not take
     * too much time (a small part of a large value is small, but takes as long), and are not too long. When a budget is
     * exhausted, further requests are not carried out. Requests that have acted are always answered; these answers are
     * small.
     */
    @Override
    protected JSONObject executeRequest(JolokiaRequest request) throws EmptyResponseException {
        if (time.isSpent()) {
            return NO_TIME;
        }
        if (written.isLong()) {
            return TOO_LONG;
        }
        time.start();
        try {
            return withinMemory(request);
        } finally {
            time.stop();
        }
    }

    private JSONObject withinMemory(JolokiaRequest request) throws EmptyResponseException {
        if (request instanceof JolokiaReadRequest read && read.isMultiAttributeMode()) {
            dropRepeats(read.getAttributeNames());
        }
        if (full || !reservation.take(VALUES_OF_ANY_ANSWER)) {
            full = true;
            return NO_ROOM;
        }
        if (request.getType() == RequestType.EXEC) {
            JSONObject answer = answer(request);
            full = !reservation.take(ResponseBudget.values(answer));
            return answer;
        }
        if (isSmall(request)) {
            return counted(request);
        }
        if (!reservation.compute()) {
            return TOO_MANY;
        }
        try {
            return counted(request);
        } finally {
            reservation.computed();
        }
    }

    /**
     * An attribute that is named repeatedly is one: a request of some kilobytes must not cost hundreds of lists of
     * sessions.
     */
    private static void dropRepeats(List<String> names) {
        Set<String> different = new LinkedHashSet<>(names);
        names.clear();
        names.addAll(different);
    }

    private JSONObject counted(JolokiaRequest request) throws EmptyResponseException {
        JSONObject answer = answer(request);
        full = !reservation.take(ResponseBudget.values(answer));
        written.add(answer);
        return full ? NO_ROOM : answer;
    }

    /** Attributes of one session, or the version: these do not wait for the large answers of others. */
    private static boolean isSmall(JolokiaRequest request) {
        return switch (request.getType()) {
            case VERSION -> true;
            case READ -> SharedDescriptions.isOneSession(((JolokiaReadRequest) request).getObjectName());
            default -> false;
        };
    }

    /** One shared object, however many elements of a bulk request it answers. */
    private static JSONObject notCarriedOut(String reason) {
        JSONObject answer = new JSONObject();
        answer.put("status", 503);
        answer.put("error", "The request was not carried out: " + reason);
        return answer;
    }

    /**
     * An invalid element of a bulk request is answered separately, since the elements before it may have acted already.
     */
    private JSONObject answer(JolokiaRequest request) throws EmptyResponseException {
        if (request.getOption(PROXY_TARGET) != null) {
            return getErrorJSON(
                    400,
                    new IllegalArgumentException(
                            "The request has a target, but this service is not a proxy. Send it to the target"
                                    + " itself, or leave target out."),
                    request);
        }
        if (MissingBean.isHidden(request)) {
            return notFound(request);
        }
        String refusal = refusal(request);
        if (!refusal.isEmpty()) {
            return getErrorJSON(403, new SecurityException(refusal), request);
        }
        if (MissingBean.isMissing(request)) {
            return notFound(request);
        }
        try {
            validateRequestParameters(parameters(request));
            String problem = request instanceof JolokiaExecRequest exec
                    ? ExecArguments.problemWith(exec, jolokiaCtx::getConfig)
                    : "";
            return problem.isEmpty()
                    ? carryOut(request)
                    : getErrorJSON(400, new IllegalArgumentException(problem), request);
        } catch (BadRequestException | JMException e) {
            return getErrorJSON(400, e, request);
        }
    }

    private JSONObject notFound(JolokiaRequest request) {
        return getErrorJSON(404, new InstanceNotFoundException(MissingBean.sentence(request)), request);
    }

    /**
     * An argument that an operation rejects is an error of the caller, not of the service. The message is a sentence
     * for a person.
     */
    @Override
    protected JSONObject getErrorJSON(int status, Throwable problem, JolokiaRequest request) {
        JSONObject error =
                super.getErrorJSON(problem instanceof IllegalArgumentException ? 400 : status, problem, request);
        error.put("error", ErrorText.of(problem));
        return error;
    }

    /**
     * Jolokia itself checks only those in the address; those in the body it checks when it writes the answer, after
     * having acted.
     */
    private static Map<ConfigKey, String> parameters(JolokiaRequest request) {
        Map<ConfigKey, String> parameters = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            String value = request.getParameter(key);
            if (value != null) {
                parameters.put(key, value);
            }
        }
        return parameters;
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
        String reason = refusal.orElseGet(() -> request.getType() == RequestType.EXEC ? actingProblem : "");
        if (!reason.isEmpty() && isToAct(request)) {
            denials.denied(caller, words(commands.get(0)) + ": " + reason);
        }
        return reason;
    }

    private static boolean isToAct(JolokiaRequest request) {
        return request.getType() == RequestType.EXEC || request.getType() == RequestType.WRITE;
    }

    private static String words(Command command) {
        return (command.bean() + ' ' + command.member()).strip();
    }
}
