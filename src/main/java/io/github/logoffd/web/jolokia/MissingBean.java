package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.Permissions;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jolokia.server.core.request.JolokiaObjectNameRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.util.RequestType;

/**
 * Requests that name one bean which does not exist, or which no user may see: both are answered alike, so that the
 * answer does not tell what runs in this JVM.
 */
final class MissingBean {

    /** Kept, since each call of the factory waits for its lock. */
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private MissingBean() {}

    /** Returns whether a bean that no user may see is to be read. */
    static boolean isHidden(JolokiaRequest request) {
        return request.getType() == RequestType.READ
                && !name(request).isPattern()
                && !Permissions.maySee(name(request));
    }

    /** Returns whether the bean to read or to act on does not exist, or no longer. */
    static boolean isMissing(JolokiaRequest request) {
        return (request.getType() == RequestType.READ || request.getType() == RequestType.EXEC)
                && !name(request).isPattern()
                && !BEANS.isRegistered(name(request));
    }

    static String sentence(JolokiaRequest request) {
        ObjectName name = name(request);
        return "Session".equals(name.getKeyProperty("type"))
                ? "There is no session " + name.getKeyProperty("id") + " on " + name.getKeyProperty("host") + " now."
                : "There is no MBean " + name + " here. Search for logoffd:* to list the MBeans of this service.";
    }

    private static ObjectName name(JolokiaRequest request) {
        return ((JolokiaObjectNameRequest) request).getObjectName();
    }
}
