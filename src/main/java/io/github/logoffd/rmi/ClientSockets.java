package io.github.logoffd.rmi;

import io.github.logoffd.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.rmi.server.RMIServerSocketFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts client connections: on one address only, with TLS if configured, and at most {@value #MOST_OPEN} at a time;
 * beyond that one of a client with a wrong password makes room, if there is one. The limit is more than twice that of
 * the authenticated clients, so that many who guess passwords leave room for others. RMI uses a thread per connection
 * without a limit of its own, and leaves connections open on shutdown. Thread-safe.
 */
final class ClientSockets implements RMIServerSocketFactory, AutoCloseable {

    static final int MOST_OPEN = 160;

    private static final Logger log = LoggerFactory.getLogger(ClientSockets.class);
    private static final int BACKLOG = 50;
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);

    private final InetAddress address;
    private final Optional<ServerTls> tls;
    private final Set<ClientSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - TELL_AGAIN.toNanos());
    private volatile Optional<ServerSocket> listening = Optional.empty();
    private volatile boolean closed;

    ClientSockets(InetAddress address, Optional<ServerTls> tls) {
        this.address = address;
        this.tls = tls;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        ServerSocket socket = new Listener();
        try {
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        listening = Optional.of(socket);
        return socket;
    }

    /** Returns the local port. */
    int port() {
        return listening.orElseThrow().getLocalPort();
    }

    /** Returns the number of open connections. */
    int open() {
        return open.size();
    }

    private final class Listener extends ServerSocket {

        Listener() throws IOException {
            super();
        }

        /** Never fails because of one client: RMI pauses accepting when this fails often. */
        @Override
        public Socket accept() throws IOException {
            while (true) {
                ClientSocket socket = new ClientSocket(open::remove);
                implAccept(socket);
                if (isWelcome(socket)) {
                    try {
                        return secured(socket);
                    } catch (IOException | RuntimeException e) {
                        log.warn("A connection from {} could not be accepted ({})", socket.origin(), e.toString());
                        socket.close();
                    }
                }
            }
        }
    }

    private boolean isWelcome(ClientSocket socket) throws IOException {
        if (open.size() >= MOST_OPEN && !closeHeld()) {
            if (isTimeToTell()) {
                log.warn("RMI connection limit ({}) reached, closing new connections", MOST_OPEN);
            }
            socket.close();
            return false;
        }
        open.add(socket);
        if (closed) {
            socket.close();
            throw new SocketException("The connector is closed.");
        }
        return true;
    }

    /** Closes the connection of a client that is kept waiting after a wrong password; returns whether there is one. */
    private boolean closeHeld() throws IOException {
        Optional<ClientSocket> held = open.stream().filter(ClientSocket::isHeld).findAny();
        if (held.isPresent()) {
            held.get().close();
        }
        return held.isPresent();
    }

    /** A client that opens and closes connections in turns must not fill the log. */
    private boolean isTimeToTell() {
        long now = System.nanoTime();
        long last = told.get();
        return now - last >= TELL_AGAIN.toNanos() && told.compareAndSet(last, now);
    }

    /** The handshake runs on the first read, on the thread of this connection. */
    private Socket secured(ClientSocket socket) throws IOException {
        if (tls.isEmpty()) {
            return socket;
        }
        SSLSocket secure = (SSLSocket) tls.get().context().getSocketFactory().createSocket(socket, null, true);
        secure.setSSLParameters(tls.get().parameters());
        return secure;
    }

    /** Closes the server socket and every connection; requests under way fail. */
    @Override
    public void close() throws IOException {
        closed = true;
        if (listening.isPresent()) {
            listening.get().close();
        }
        for (ClientSocket socket : open) {
            socket.close();
        }
    }
}
