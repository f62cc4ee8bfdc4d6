package io.github.logoffd.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Jolokia's client for JMX, apart from the class path. It looks for parts of itself in the class loader of the thread,
 * where it would find those of Jolokia's server, so the thread that creates it has that of the adapter until it is
 * closed.
 */
final class JolokiaAdapter implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader classes;

    /** Skips the calling test where the adapter is missing. */
    JolokiaAdapter() throws IOException {
        RequiredPrograms.installed(JConsole.ADAPTER.toString());
        classes =
                new URLClassLoader(new URL[] {JConsole.ADAPTER.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(classes);
    }

    @SuppressWarnings("BanJNDI") // The address is our own.
    JMXConnector connect(URI agent, String user, String password) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:jolokia://" + agent.getAuthority() + agent.getPath()),
                Map.of(
                        JMXConnectorFactory.PROTOCOL_PROVIDER_CLASS_LOADER,
                        classes,
                        JMXConnector.CREDENTIALS,
                        new String[] {user, password}));
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        classes.close();
    }
}
