package io.github.logoffd.web.server;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** Sends a buffered answer piece by piece as the client reads it, without holding a thread. */
final class AnswerWrite extends IteratingCallback {

    private final Response response;
    private final Iterator<ByteBuffer> pieces;
    private final Callback callback;

    AnswerWrite(Response response, List<ByteBuffer> pieces, Callback callback) {
        this.response = response;
        this.pieces = pieces.iterator();
        this.callback = callback;
        response.getHeaders()
                .put(
                        HttpHeader.CONTENT_LENGTH,
                        pieces.stream().mapToLong(ByteBuffer::remaining).sum());
    }

    void start() {
        iterate();
    }

    @Override
    protected Action process() {
        if (!pieces.hasNext()) {
            return Action.SUCCEEDED;
        }
        ByteBuffer piece = pieces.next();
        response.write(!pieces.hasNext(), piece, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        callback.failed(cause);
    }
}
