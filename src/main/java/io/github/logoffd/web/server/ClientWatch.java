package io.github.logoffd.web.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices at once that the client of an endless answer has closed its side, or sends more although the answer never
 * ends. Jetty reads a connection only between requests. Holds no thread.
 */
final class ClientWatch implements Callback {

    private final AbstractEndPoint endPoint;
    private final Runnable left;
    private volatile boolean ended;

    private ClientWatch(AbstractEndPoint endPoint, Runnable left) {
        this.endPoint = endPoint;
        this.left = left;
    }

    /** Starts to watch; {@code left} runs at most once, and must not block. */
    static ClientWatch start(AbstractEndPoint endPoint, Runnable left) {
        ClientWatch watch = new ClientWatch(endPoint, left);
        endPoint.fillInterested(watch);
        return watch;
    }

    /** Ends the watch, so that the next request on this connection can be read. */
    void end() {
        ended = true;
        endPoint.getFillInterest().onFail(new EofException("The answer has ended"));
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** There is something to read, or the end: TLS may have nothing yet for a record that was not whole. */
    @Override
    public void succeeded() {
        ByteBuffer buffer = BufferUtil.allocate(1);
        try {
            if (endPoint.fill(buffer) == 0) {
                endPoint.fillInterested(this);
                return;
            }
        } catch (IOException e) {
            failed(e);
            return;
        }
        failed(new EofException("The client has left"));
    }

    @Override
    public void failed(Throwable cause) {
        if (!ended) {
            ended = true;
            left.run();
        }
    }
}
