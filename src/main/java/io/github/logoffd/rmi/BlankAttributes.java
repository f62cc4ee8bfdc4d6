package io.github.logoffd.rmi;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Empty substitutes for attributes of the JVM that may hold secrets. JConsole reads the paths and arguments together
 * with the rest of its VM Summary, which also feeds the processor load of its overview; when one of them fails both
 * stay empty. VisualVM reads the system properties likewise.
 */
final class BlankAttributes {

    private static final String PROPERTIES = "SystemProperties";
    private static final Map<String, Object> OF_RUNTIME =
            Map.of("ClassPath", "", "LibraryPath", "", "BootClassPath", "", "InputArguments", new String[0]);

    private BlankAttributes() {}

    /** Returns the value that is shown instead of the real one; empty for attributes that are simply denied. */
    static Optional<Object> of(MBeanServer server, ObjectName name, String attribute) throws JMException {
        if (!name.getCanonicalName().equals(ManagementFactory.RUNTIME_MXBEAN_NAME)) {
            return Optional.empty();
        }
        return attribute.equals(PROPERTIES)
                ? Optional.of(noProperties(server, name))
                : Optional.ofNullable(OF_RUNTIME.get(attribute));
    }

    private static Object noProperties(MBeanServer server, ObjectName name) throws JMException {
        for (Object info : server.getMBeanInfo(name).getAttributes()) {
            if (info instanceof OpenMBeanAttributeInfo open
                    && open.getName().equals(PROPERTIES)
                    && open.getOpenType() instanceof TabularType type) {
                return new TabularDataSupport(type);
            }
        }
        throw new IllegalStateException(
                "This Java virtual machine does not describe its attribute " + PROPERTIES + '.');
    }
}
