package io.github.logoffd.rmi;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * Connects as JConsole does, in a JVM of its own since key material of RMI clients belongs to the JVM, and prints what
 * comes of it.
 */
public final class RmiClient {

    private RmiClient() {}

    /** Takes the address, user, password, and yes or no for TLS. */
    @SuppressWarnings("BanJNDI")
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnector.CREDENTIALS, new String[] {arguments[1], arguments[2]});
        if (arguments[3].equals("yes")) {
            environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(arguments[0]), environment)) {
            out.println("VERSION "
                    + connector
                            .getMBeanServerConnection()
                            .getAttribute(new ObjectName("logoffd:type=Service"), "Version"));
        } catch (Exception e) {
            out.println("FAILED " + e);
        }
    }
}
