package io.github.logoffd.rmi;

import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.RmiConfig;
import io.github.logoffd.tls.ServerTls;
import java.io.IOException;
import java.rmi.AlreadyBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connector for JMX clients: a registry with one name, and the server bound to it, both on one port. Closing it
 * ends every connection at once and is idempotent.
 */
public final class RmiEndpoint implements AutoCloseable {

    /** The JDK warns there of each client whose connection is closed; kept, since a logger that is not is forgotten. */
    private static final Logger OF_JDK = Logger.getLogger("javax.management.remote.misc");

    private static final String NAME = "jmxrmi";

    private final RmiConfig config;
    private final ClientSockets sockets;
    private final Registry registry;
    private final JMXConnectorServer connector;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RmiEndpoint(RmiConfig config, ClientSockets sockets, Registry registry, JMXConnectorServer connector) {
        this.config = config;
        this.sockets = sockets;
        this.registry = registry;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param source the configuration in use, {@code ""} for the built-in one
     * @param tls the key material; without it nothing is encrypted
     * @param beans the served beans, restricted to what {@code users} may see
     * @throws IOException when the address or the port cannot be used; the message says which
     */
    public static RmiEndpoint start(
            RmiConfig config,
            String source,
            Optional<ServerTls> tls,
            LiveUsers users,
            DenialLog denials,
            MBeanServer beans)
            throws IOException {
        sendClientsTo(config.host());
        takeNoLeases();
        OF_JDK.setLevel(Level.SEVERE);
        ClientSockets sockets = new ClientSockets(config.address(), tls);
        // RMI takes null for sockets without TLS.
        @Nullable RMIClientSocketFactory clientSockets = tls.isPresent() ? new SslRMIClientSocketFactory() : null;
        Registry registry = listen(config, source, clientSockets, sockets);
        try {
            Logins logins = new Logins(config.port(), clientSockets, sockets, users, denials);
            JMXConnectorServer connector = new RMIConnectorServer(
                    new JMXServiceURL("service:jmx:rmi://"),
                    Map.of(JMXConnectorServerFactory.DEFAULT_CLASS_LOADER, ClassLoader.getPlatformClassLoader()),
                    logins,
                    beans);
            connector.start();
            registry.bind(NAME, logins.toStub());
            return new RmiEndpoint(config, sockets, registry, connector);
        } catch (IOException | AlreadyBoundException | RuntimeException e) {
            UnicastRemoteObject.unexportObject(registry, true);
            sockets.close();
            throw new IOException("the connector for JMX clients cannot start (" + e + ')', e);
        }
    }

    /**
     * RMI writes this name into every stub that it sends to clients, and can be given it only this way. Without it
     * clients would connect to the first address of this machine, where nothing listens.
     */
    private static void sendClientsTo(String host) {
        System.setProperty("java.rmi.server.hostname", host);
    }

    /**
     * Without this RMI keeps a lease of ten minutes for each name that a client makes up, before any authentication and
     * without a limit. Nothing here needs leases: {@link Logins} keeps the connections, and the connector closes one
     * whose client is silent for two minutes.
     */
    private static void takeNoLeases() {
        System.setProperty("sun.rmi.transport.dgcFilter", "!*");
    }

    private static Registry listen(
            RmiConfig config, String source, @Nullable RMIClientSocketFactory clientSockets, ClientSockets sockets)
            throws IOException {
        try {
            return LocateRegistry.createRegistry(config.port(), clientSockets, sockets);
        } catch (RemoteException e) {
            throw Advice.cannotListen(
                    source, config.address(), config.port(), ConfigKey.RMI_ADDRESS, ConfigKey.RMI_PORT, e);
        }
    }

    /** Returns the service URL for clients such as JConsole. */
    public String url() {
        String host = config.host().contains(":") ? '[' + config.host() + ']' : config.host();
        return "service:jmx:rmi://" + host + ':' + sockets.port() + "/jndi/rmi://" + host + ':' + sockets.port() + '/'
                + NAME;
    }

    /** Returns the number of open client connections. */
    int openSockets() {
        return sockets.open();
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            connector.stop();
            UnicastRemoteObject.unexportObject(registry, true);
        } finally {
            sockets.close();
        }
    }
}
