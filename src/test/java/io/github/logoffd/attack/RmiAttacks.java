package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.ObjID;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServerConnection;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIServer;

/** What comes to the RMI port and is no JMX client, or one that sends what it must not. */
final class RmiAttacks {

    private final Attacked service;

    RmiAttacks(Attacked service) {
        this.service = service;
    }

    Wire connect() throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), service.rmiPort()));
    }

    private String send(byte[] bytes) throws IOException {
        try (Wire wire = connect()) {
            return wire.exchange(bytes);
        }
    }

    void garbage() throws Exception {
        assertThat(Crowd.each(400, 16, this::garbage)).allMatch(answer -> answer.length() < 10_000);
    }

    private String garbage(int number) throws IOException {
        Random random = new Random(number);
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        byte[] head = {'J', 'R', 'M', 'I', 0, 2, (byte) (0x4b + number % 3), 0x50};
        if (number % 2 == 0 && bytes.length > head.length) {
            System.arraycopy(head, 0, bytes, 0, head.length);
        }
        return send(number % 5 == 0 ? Wire.get("/", "").getBytes(StandardCharsets.US_ASCII) : bytes);
    }

    Registry registry() throws RemoteException {
        return LocateRegistry.getRegistry("127.0.0.1", service.rmiPort());
    }

    /** Gives the login whatever object instead of a name and a password. */
    private void login(Object credentials) throws Exception {
        ((RMIServer) registry().lookup("jmxrmi")).newClient(credentials);
    }

    // The address is our own.
    @SuppressWarnings("BanJNDI")
    JMXConnector connect(String user, String password) throws IOException {
        String address = "127.0.0.1:" + service.rmiPort();
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi://" + address + "/jndi/rmi://" + address + "/jmxrmi");
        return JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}));
    }

    /** Tells whether a password was refused; not when it was not looked at since too many are. */
    boolean isRefused(String user, String password) throws IOException {
        try (JMXConnector unexpected = connect(user, password)) {
            throw new AssertionError(unexpected + " was let in.");
        } catch (SecurityException refused) {
            return !refused.getMessage().startsWith("Too many passwords");
        }
    }

    boolean letsIn(String user) {
        try (JMXConnector connector = connect(user, Attacked.PASSWORD)) {
            return connector.getConnectionId().contains(user);
        } catch (IOException full) {
            return false;
        }
    }

    /** As a user: an operation with an argument of an unneeded class. */
    private void invoke(String user, Object argument) throws Exception {
        try (JMXConnector connector = connect(user, Attacked.PASSWORD)) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            beans.invoke(
                    new ObjectName(Attacked.HOST), "refresh", new Object[] {argument}, new String[] {"java.lang.Object"
                    });
        }
    }

    /**
     * Objects in calls of what RMI itself offers to every client: a server that deserialized the bomb would never
     * answer.
     */
    void objectsForEveryRole() throws IOException {
        for (int operation = 0; operation < 5; operation++) {
            send(Jrmp.call(Jrmp.REGISTRY, operation, Jrmp.REGISTRY_HASH, Jrmp.bomb()));
            send(Jrmp.call(Jrmp.REGISTRY, operation, Jrmp.REGISTRY_HASH, "jmxrmi", Jrmp.bomb()));
        }
        send(Jrmp.call(Jrmp.GARBAGE_COLLECTOR, 1, Jrmp.GARBAGE_COLLECTOR_HASH, Jrmp.bomb()));
    }

    /** Leases of clients that are made up, which RMI would keep for ten minutes each; returns the answers. */
    List<String> leases(int count) throws Exception {
        return Crowd.each(
                count,
                8,
                number -> send(Jrmp.call(
                        Jrmp.GARBAGE_COLLECTOR,
                        1,
                        Jrmp.GARBAGE_COLLECTOR_HASH,
                        new ObjID[] {new ObjID()},
                        (long) number,
                        new Lease(new VMID(), 600_000))));
    }

    /** Adds notification listeners with long filters until they are refused; returns how many were added. */
    int listeners(String user) throws Exception {
        NotificationFilterSupport filter = new NotificationFilterSupport();
        for (int i = 0; i < 100; i++) {
            filter.enableType("x".repeat(1_000) + i);
        }
        try (JMXConnector connector = connect(user, Attacked.PASSWORD)) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (int added = 0; added < 6_000; added++) {
                try {
                    beans.addNotificationListener(new ObjectName(Attacked.HOST), (told, handback) -> {}, filter, null);
                } catch (SecurityException refused) {
                    return added;
                }
            }
            return 6_000;
        }
    }

    /** Objects instead of a name and a password, and as arguments of an operation. */
    void objectsForUsers(Denials denials) {
        for (Object credentials : List.of(Jrmp.bomb(), new String[30_000], new Object[] {Jrmp.bomb()})) {
            assertThatThrownBy(() -> login(credentials)).isInstanceOf(IOException.class);
            denials.add(1);
        }
        for (Object argument : List.of(Jrmp.bomb(), new Object[20_000], new byte[200_000])) {
            assertThatThrownBy(() -> invoke("operator", argument)).isInstanceOf(IOException.class);
            denials.add(1);
        }
    }

    /** Offers the registry an object that is called back when it is read; returns whether it was called or bound. */
    boolean callsBack() throws Exception {
        AtomicBoolean called = new AtomicBoolean();
        Remote decoy = new Decoy();
        Remote stub = UnicastRemoteObject.exportObject(decoy, 0, null, port -> new ServerSocket(port) {
            @Override
            public Socket accept() throws IOException {
                Socket caller = super.accept();
                called.set(true);
                return caller;
            }
        });
        try {
            registry().rebind("jmxrmi", stub);
            return true;
        } catch (RemoteException refused) {
            return called.get();
        } finally {
            UnicastRemoteObject.unexportObject(decoy, true);
        }
    }

    private static final class Decoy implements Remote {}
}
