package io.github.logoffd.http;

import javax.management.JMException;
import javax.management.ObjectName;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.api.JolokiaContext;

/**
 * Jolokia's request handler with our decision in front of each single request, whichever way it was spelled: as a GET path, a POST
 * object or an element of a bulk request. It stands beside the policy file and cannot be configured; both must agree.
 */
final class GuardedJolokia extends HttpRequestHandler {

    private static final String OWN_DOMAIN = "logoffd";

    GuardedJolokia(JolokiaContext context) {
        super(context);
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
                    ? super.executeRequest(request)
                    : getErrorJSON(400, new IllegalArgumentException(problem), request);
        } catch (BadRequestException | JMException e) {
            return getErrorJSON(400, e, request);
        }
    }

    private static String refusal(JolokiaRequest request) {
        return switch (request.getType()) {
            case READ, LIST, SEARCH, VERSION -> "";
            case EXEC -> execRefusal((JolokiaExecRequest) request);
            case WRITE -> "write is not served; no attribute of this service can be written.";
            case NOTIFICATION, CONFIG ->
                request.getType().getName() + " is not served; expected is read, list, search, version or exec.";
        };
    }

    private static String execRefusal(JolokiaExecRequest request) {
        ObjectName name = request.getObjectName();
        if (!CurrentCaller.isPost()) {
            return "exec came by GET; expected is POST with a JSON body.";
        }
        if (name.isPattern()) {
            return "exec names the pattern " + name + "; expected is the name of one MBean.";
        }
        if (!name.getDomain().equals(OWN_DOMAIN)) {
            return "exec names " + name + "; expected is an MBean of the domain " + OWN_DOMAIN + '.';
        }
        return "";
    }
}
