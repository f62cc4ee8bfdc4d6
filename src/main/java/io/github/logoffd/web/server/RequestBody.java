package io.github.logoffd.web.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;

/**
 * Reads the complete body of a request before it is handled, so that an incomplete request has no effect. No thread
 * waits for the client.
 */
final class RequestBody implements Runnable {

    /** Size up to which a body needs no reservation, so that every connection can have one. */
    private static final int SMALL = 1024;

    private final Exchange exchange;
    private final WaitingConnections waiting;
    private final int maxBytes;
    private final Runnable complete;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /**
     * Creates a reader; nothing is read yet.
     *
     * @param maxBytes the size limit
     * @param complete called when the exchange has its body; not when that is too large or memory is short, which is
     *     answered
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

    /** Reads what has arrived, and is called again when there is more. */
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
                            + " bytes, the limit set by http.maxRequestBytes in logoffd.properties. Split it"
                            + " into several requests.");
        }
        if (body.size() <= SMALL && size > SMALL && !exchange.reservation().takeForBody(maxBytes)) {
            exchange.setHeader("Retry-After", "1");
            return refused(
                    503,
                    "Too many large requests are under way, so this one was not carried out. Repeat it after"
                            + " a second.");
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
