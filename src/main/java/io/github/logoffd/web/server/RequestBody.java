package io.github.logoffd.web.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;

/** Reads the body of a request whole before anything is done, so that half a request does nothing. No thread waits for the client. */
final class RequestBody implements Runnable {

    /** Every connection can have one that is not larger. */
    private static final int SMALL = 1024;

    private final Exchange exchange;
    private final WaitingConnections waiting;
    private final int maxBytes;
    private final Runnable complete;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /**
     * Reads nothing yet.
     *
     * @param maxBytes the largest that is read
     * @param complete what is done when the exchange has its body; not when that is too large or there is no room for it, which is answered
     */
    RequestBody(Exchange exchange, WaitingConnections waiting, int maxBytes, Runnable complete) {
        this.exchange = exchange;
        this.waiting = waiting;
        this.maxBytes = maxBytes;
        this.complete = complete;
    }

    void read() {
        waiting.forBody(exchange.client());
        run();
    }

    /** Reads what is there, and is called again when there is more. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = exchange.request().read();
            if (chunk == null) {
                exchange.request().demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                exchange.failed(chunk.getFailure());
                return;
            }
            boolean accepted = accept(chunk.getByteBuffer());
            chunk.release();
            if (!accepted) {
                return;
            }
            if (chunk.isLast()) {
                waiting.noLonger(exchange.client());
                exchange.setBody(body.toByteArray());
                complete.run();
                return;
            }
        }
    }

    private boolean accept(ByteBuffer bytes) {
        int size = body.size() + bytes.remaining();
        if (size > maxBytes) {
            return refused(
                    413,
                    "The body has more than " + maxBytes
                            + " bytes; expected are fewer, or more requests (http.maxRequestBytes in logoffd.properties).");
        }
        if (body.size() <= SMALL && size > SMALL && !exchange.reservation().takeForBody(maxBytes)) {
            exchange.setHeader("Retry-After", "1");
            return refused(
                    503,
                    "Too many large requests are under way, nothing of this one was done; expected is the same"
                            + " request a second later.");
        }
        byte[] next = new byte[bytes.remaining()];
        bytes.get(next);
        body.writeBytes(next);
        return true;
    }

    private boolean refused(int status, String sentence) {
        exchange.closeAfterwards();
        exchange.error(status, sentence);
        return false;
    }
}
