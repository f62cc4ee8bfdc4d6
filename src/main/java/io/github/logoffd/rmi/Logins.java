package io.github.logoffd.rmi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.UserShares;
import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    private final LargeAnswers largeAnswers =
            new LargeAnswers(Duration.ofSeconds(5), Duration.ofSeconds(20), System::nanoTime);
    private final ListenerLimits listeners = new ListenerLimits();
    private final UserShares shares = new UserShares(MOST_CONNECTIONS);
    private final Map<RMIConnection, UserShares.Place> connections = new ConcurrentHashMap<>();

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
        UserPrincipal principal =
                subject.getPrincipals(UserPrincipal.class).iterator().next();
        UserShares.Place place = shares.take(
                        principal.getName(), principal.user().role())
                .orElseThrow(() -> new IOException("The limit of JMX clients is reached (" + MOST_CONNECTIONS
                        + " in all, fewer of one user and of all monitors). Close one of their connections and try"
                        + " again."));
        Guard guard = new Guard(principal, users, denials);
        beansOfNewConnection = Optional.of(new GuardedBeans(super.getMBeanServer(), guard, largeAnswers));
        try {
            RMIConnection connection =
                    new GuardedConnection(this, id, guard, listeners.connectionOf(principal.getName()));
            UnicastRemoteObject.exportObject(
                    connection, port, clientSockets, serverSockets, InputFilter.ofRequests(denials));
            connections.put(connection, place);
            return connection;
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        } finally {
            beansOfNewConnection = Optional.empty();
        }
    }

    @Override
    protected void closeClient(RMIConnection connection) throws IOException {
        Optional.ofNullable(connections.remove(connection)).ifPresent(UserShares.Place::close);
        super.closeClient(connection);
    }
}
