package io.github.logoffd.monitoring;

import java.awt.EventQueue;
import java.awt.Rectangle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.swing.JFrame;
import javax.swing.JTabbedPane;

/**
 * The panel that JConsole shows for one connection. There is no public way to it, since plug-ins of JConsole can add
 * tabs but not reach those that are there; so this depends on names inside the JDK.
 */
final class JConsolePanel {

    private static final int UPDATE_MILLIS = 1000;

    private final JTabbedPane panel;
    private final Field beginsWithTls;
    private final Method connect;

    private JConsolePanel(JTabbedPane panel) throws ReflectiveOperationException {
        this.panel = panel;
        beginsWithTls = panel.getClass().getDeclaredField("shouldUseSSL");
        beginsWithTls.setAccessible(true);
        connect = panel.getClass().getMethod("connect");
    }

    /**
     * Makes the panel.
     *
     * @throws ReflectiveOperationException when this JDK has another JConsole
     */
    static JConsolePanel of(String address, String user, String password) throws ReflectiveOperationException {
        Class<?> client = Class.forName("sun.tools.jconsole.ProxyClient");
        Object connection = client.getMethod("getProxyClient", String.class, String.class, String.class)
                .invoke(null, address, user, password);
        Constructor<?> constructor =
                Class.forName("sun.tools.jconsole.VMPanel").getDeclaredConstructor(client, int.class);
        constructor.setAccessible(true);
        return new JConsolePanel((JTabbedPane) constructor.newInstance(connection, UPDATE_MILLIS));
    }

    /** Shows it in a window of its own. */
    JTabbedPane show(Rectangle place) throws InterruptedException, InvocationTargetException {
        EventQueue.invokeAndWait(() -> {
            JFrame window = new JFrame();
            window.setUndecorated(true);
            window.setContentPane(panel);
            window.setBounds(place);
            window.setVisible(true);
        });
        return panel;
    }

    /**
     * Begins to connect.
     *
     * @param tls whether with TLS, as JConsole does by itself, before it asks whether it may do without
     */
    void connect(boolean tls) throws ReflectiveOperationException, InterruptedException {
        beginsWithTls.setBoolean(panel, tls);
        EventQueue.invokeAndWait(() -> {
            try {
                connect.invoke(panel);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
