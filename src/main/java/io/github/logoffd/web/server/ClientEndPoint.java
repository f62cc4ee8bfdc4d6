package io.github.logoffd.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The TCP connection of a client, below TLS. Reports each byte that arrives, so that an incomplete handshake counts as
 * an incomplete request.
 */
final class ClientEndPoint extends SocketChannelEndPoint implements WaitingConnections.Client {

    private final WaitingConnections waiting;
    private final InetAddress address;
    private volatile Optional<String> user = Optional.empty();

    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            WaitingConnections waiting)
            throws IOException {
        super(channel, selector, key, scheduler);
        this.waiting = waiting;
        this.address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    }

    /** Returns the connection of a request. */
    static ClientEndPoint of(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return (ClientEndPoint) (endPoint instanceof EndPoint.Wrapper tls ? tls.unwrap() : endPoint);
    }

    /** Returns the address of the client, also after the connection was closed, when Jetty no longer knows it. */
    InetAddress address() {
        return address;
    }

    /** Records that a user has authenticated on this connection. */
    void setUser(String name) {
        user = Optional.of(name);
    }

    /** Tells whether this user has authenticated last on this connection. */
    boolean isOf(String name) {
        return user.filter(name::equals).isPresent();
    }

    @Override
    public boolean isOfUser() {
        return user.isPresent();
    }

    @Override
    public void onOpen() {
        waiting.forRequest(this);
        super.onOpen();
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int bytes = super.fill(buffer);
        if (bytes > 0) {
            waiting.received(this, bytes);
        }
        return bytes;
    }

    @Override
    public void onClose(Throwable cause) {
        waiting.noLonger(this);
        super.onClose(cause);
    }
}
