package io.github.logoffd.jmx;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers beans, and unregisters exactly those. Not thread-safe. */
final class Registrations implements AutoCloseable {

    private final MBeanServer server;
    private final Set<ObjectName> names = new LinkedHashSet<>();

    Registrations(MBeanServer server) {
        this.server = server;
    }

    void register(ObjectName name, DynamicMBean bean) {
        try {
            server.registerMBean(bean, name);
            names.add(name);
        } catch (JMException e) {
            throw new IllegalStateException("The bean " + name + " cannot be registered.", e);
        }
    }

    /** Another program may have unregistered it already, which is fine. */
    void unregister(ObjectName name) {
        names.remove(name);
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            return;
        } catch (JMException e) {
            throw new IllegalStateException("The bean " + name + " cannot be unregistered.", e);
        }
    }

    @Override
    public void close() {
        List.copyOf(names).forEach(this::unregister);
    }
}
