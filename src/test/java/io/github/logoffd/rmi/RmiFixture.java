package io.github.logoffd.rmi;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.config.RmiConfig;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.tls.TlsConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The connector on a free port of loopback before the beans of this JVM and one of our domain, with two users. */
final class RmiFixture implements AutoCloseable {

    static final User MONITOR = new User("monitor", Role.MONITOR);
    static final User OPERATOR = new User("operator", Role.OPERATOR);
    static final ObjectName SERVICE = name("logoffd:type=Service");
    static final ObjectName RUNTIME = name("java.lang:type=Runtime");
    static final ObjectName HIDDEN = name("com.sun.management:type=DiagnosticCommand");

    final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    final Probe probe = new Probe();
    final List<String> denied = new CopyOnWriteArrayList<>();
    final List<Caller> deniedCallers = new CopyOnWriteArrayList<>();
    final NanoClock nanoTime = new NanoClock();
    final UsersFile file;
    final RmiEndpoint endpoint;
    final LiveUsers users;

    RmiFixture(Path folder) throws Exception {
        this(folder, Optional.empty());
    }

    RmiFixture(Path folder, Optional<TlsConfig> tls) throws Exception {
        file = new UsersFile(folder.resolve("users.txt"), new ProtectedFiles(List.of()));
        file.put(MONITOR, password(MONITOR));
        file.put(OPERATOR, password(OPERATOR));
        server.registerMBean(probe, SERVICE);
        users = LiveUsers.open(file, nanoTime, sentence -> {});
        endpoint = RmiEndpoint.start(config(0), "", open(tls), users, this::denied, server);
    }

    private static RmiConfig config(int port) {
        return new RmiConfig(InetAddress.getLoopbackAddress(), port, "127.0.0.1");
    }

    private static Optional<ServerTls> open(Optional<TlsConfig> config) throws IOException {
        return config.isPresent() ? Optional.of(ServerTls.open(config.get(), Set.of())) : Optional.empty();
    }

    /** Lets a change of the users file count. */
    void look() {
        users.look();
        users.look();
    }

    /** Starts a second one on the same port. */
    RmiEndpoint again() throws IOException {
        return RmiEndpoint.start(config(port()), "", Optional.empty(), users, this::denied, server);
    }

    /** Starts another one, for other users. */
    RmiEndpoint start(LiveUsers others) throws IOException {
        return RmiEndpoint.start(config(0), "", Optional.empty(), others, this::denied, server);
    }

    private void denied(Caller caller, String reason) {
        deniedCallers.add(caller);
        denied.add(reason);
    }

    static String password(User user) {
        return "the password of " + user.name();
    }

    JMXConnector connect(User user) throws IOException {
        return login(new String[] {user.name(), password(user)});
    }

    JMXConnector login(Object credentials) throws IOException {
        return login(endpoint, credentials);
    }

    JMXConnector login(RmiEndpoint chosen, Object credentials) throws IOException {
        return connect(chosen, Map.of(JMXConnector.CREDENTIALS, credentials));
    }

    JMXConnector connect(Map<String, ?> environment) throws IOException {
        return connect(endpoint, environment);
    }

    // JMX clients look the connector up in a registry, and the address is our own.
    @SuppressWarnings("BanJNDI")
    private static JMXConnector connect(RmiEndpoint chosen, Map<String, ?> environment) throws IOException {
        return JMXConnectorFactory.connect(new JMXServiceURL(chosen.url()), environment);
    }

    MBeanServerConnection as(User user) throws IOException {
        return connect(user).getMBeanServerConnection();
    }

    int port() {
        String url = endpoint.url();
        return Integer.parseInt(url.replaceFirst("service:jmx:rmi://127.0.0.1:(\\d+)/.*", "$1"));
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws IOException, JMException {
        endpoint.close();
        server.unregisterMBean(SERVICE);
    }
}
