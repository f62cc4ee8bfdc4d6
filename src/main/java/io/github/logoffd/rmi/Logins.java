package io.github.logoffd.rmi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Admits at most {@value #MOST_CONNECTIONS} clients at a time, and gives each a connection bound to its user. The JDK
 * has no such limit. Thread-safe.
 */
final class Logins extends RMIJRMPServerImpl {

    static final int MOST_CONNECTIONS = 32;

    private final int port;
    private final @Nullable RMIClientSocketFactory clientSockets;
    private final ClientSockets serverSockets;
    private final LiveUsers users;
    private final DenialLog denials;
    private final Set<RMIConnection> connections = ConcurrentHashMap.newKeySet();

    /** The beans of the connection under construction, which its constructor reads. */
    @GuardedBy("this")
    private Optional<MBeanServer> beansOfNewConnection = Optional.empty();

    /**
     * Creates the object that clients look up in the registry.
     *
     * @param clientSockets the sockets that clients use, null without TLS
     */
    Logins(
            int port,
            @Nullable RMIClientSocketFactory clientSockets,
            ClientSockets serverSockets,
            LiveUsers users,
            DenialLog denials)
            throws IOException {
        super(port, clientSockets, serverSockets, Map.of(JMXConnectorServer.AUTHENTICATOR, new Login(users, denials)));
        this.port = port;
        this.clientSockets = clientSockets;
        this.serverSockets = serverSockets;
        this.users = users;
        this.denials = denials;
    }

    @Override
    protected void export() throws IOException {
        UnicastRemoteObject.exportObject(this, port, clientSockets, serverSockets, InputFilter.ofLogins(denials));
    }

    @Override
    public synchronized MBeanServer getMBeanServer() {
        return beansOfNewConnection.orElseGet(super::getMBeanServer);
    }

    @Override
    protected synchronized RMIConnection makeClient(String id, Subject subject) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            throw new IOException(MOST_CONNECTIONS + " JMX clients are connected, which is the limit. Close one"
                    + " of their connections and try again.");
        }
        UserPrincipal principal =
                subject.getPrincipals(UserPrincipal.class).iterator().next();
        Guard guard = new Guard(principal, users, denials);
        beansOfNewConnection = Optional.of(new GuardedBeans(super.getMBeanServer(), guard));
        try {
            RMIConnection connection = new GuardedConnection(this, id, guard);
            UnicastRemoteObject.exportObject(
                    connection, port, clientSockets, serverSockets, InputFilter.ofRequests(denials));
            connections.add(connection);
            return connection;
        } finally {
            beansOfNewConnection = Optional.empty();
        }
    }

    @Override
    protected void closeClient(RMIConnection connection) throws IOException {
        connections.remove(connection);
        super.closeClient(connection);
    }
}
