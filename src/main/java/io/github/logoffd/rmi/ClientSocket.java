package io.github.logoffd.rmi;

import io.github.logoffd.support.text.IpText;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An accepted TCP connection, below TLS if configured.
 *
 * <p>RMI sees an unknown origin ({@link #getInetAddress}). RMI's registry lets every program of this machine bind
 * names, which would let it impersonate the connector and collect passwords; an unknown origin may only look names up.
 * The real address is available by {@link #ofThisThread}.
 */
final class ClientSocket extends Socket {

    /** Idle timeout; the JDK's own clients close idle connections after 15 seconds. */
    private static final int IDLE_MILLIS = 60_000;

    /**
     * The largest request. Otherwise all connections together could fill the heap with strings, even before
     * authentication.
     */
    private static final int MOST_REQUEST_BYTES = 1 << 17;

    private static final ThreadLocal<ClientSocket> READ_BY_THREAD = new ThreadLocal<>();

    private final Consumer<ClientSocket> onClose;
    private final AtomicReference<Optional<Runnable>> answered = new AtomicReference<>(Optional.empty());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int requestBytes;
    private volatile boolean held;

    ClientSocket(Consumer<ClientSocket> onClose) {
        this.onClose = onClose;
    }

    /**
     * Returns the connection of the request that this thread has read. RMI executes a request on the thread that has
     * read it; if that ever changed this would be empty, and every authentication would fail.
     */
    static Optional<ClientSocket> ofThisThread() {
        return Optional.ofNullable(READ_BY_THREAD.get());
    }

    /** Runs something once when the client has read the answer to its current request, or the connection is closed. */
    void onceAnswered(Runnable action) {
        answered.set(Optional.of(action));
        if (isClosed()) {
            answered();
        }
    }

    private void answered() {
        answered.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }

    /** Keeps the client waiting for its answer, on the thread of this connection, until the connection is closed. */
    void hold(Duration delay) {
        held = true;
        try {
            boolean unused = closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held = false;
        }
    }

    /** Returns whether a client with a wrong password is kept waiting. */
    boolean isHeld() {
        return held;
    }

    /** Returns the address of the other side. */
    InetAddress origin() {
        return super.getInetAddress();
    }

    /** Returns null, which means for RMI that the origin is unknown. */
    @Override
    public @Nullable InetAddress getInetAddress() {
        return null;
    }

    /** RMI would set two hours. */
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis == 0 ? IDLE_MILLIS : Math.min(millis, IDLE_MILLIS));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new CountedInput(super.getInputStream());
    }

    /** A write is an answer, so the next request begins after it. */
    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int start, int length) throws IOException {
                requestBytes = 0;
                out.write(bytes, start, length);
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            super.close();
        } finally {
            closed.countDown();
            onClose.accept(this);
            answered();
        }
    }

    private final class CountedInput extends FilterInputStream {

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            answered();
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            answered();
            int read = super.read(bytes, start, length);
            return counted(read, read);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        // Client and server take turns, so one thread at a time reads or writes.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private int counted(int result, int bytes) throws IOException {
            READ_BY_THREAD.set(ClientSocket.this);
            if (result >= 0) {
                requestBytes += bytes;
            }
            if (requestBytes > MOST_REQUEST_BYTES) {
                throw new IOException(
                        "A request from " + IpText.of(origin()) + " exceeds " + MOST_REQUEST_BYTES + " bytes.");
            }
            return result;
        }
    }
}
