package io.github.logoffd.web.server;

import io.github.logoffd.support.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Errors of the server itself, such as a malformed request, in the form of all other errors: JSON with one sentence.
 * Jetty logs what is relevant; a client that is gone is not.
 */
public final class ErrorAnswers implements Request.Handler {

    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Throwable cause = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        int status = cause instanceof HttpException http ? http.getCode() : response.getStatus();
        boolean ofServer = status >= FIRST_SERVER_ERROR && cause != null && !(cause instanceof HttpException);
        String sentence = ofServer
                ? "The request failed with an internal error. See the log of the service."
                : "The request was rejected: " + reason(request, cause, status) + '.';
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "application/json; charset=utf-8");
        response.getHeaders().put("Cache-Control", "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        String json = JsonWriter.text(Map.of("status", status, "error", sentence));
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static String reason(Request request, Throwable cause, int status) {
        if (cause instanceof HttpException http && http.getReason() != null) {
            return http.getReason();
        }
        return request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String message
                ? message
                : HttpStatus.getMessage(status);
    }
}
