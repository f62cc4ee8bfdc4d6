package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.Permissions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.util.jmx.MBeanServerAccess;

/**
 * The view that Jolokia has of the beans: only visible beans exist, with their readable attributes only. So requests
 * for many beans at once, by a pattern, a search or a list, find nothing else.
 */
final class VisibleBeans implements MBeanServerAccess {

    private final MBeanServerAccess all;

    private VisibleBeans(MBeanServerAccess all) {
        this.all = all;
    }

    /** Returns a context that differs only in the beans. */
    static JolokiaContext only(JolokiaContext context) {
        return (JolokiaContext) Proxy.newProxyInstance(
                VisibleBeans.class.getClassLoader(),
                new Class<?>[] {JolokiaContext.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(context, arguments);
                        return result instanceof MBeanServerAccess beans ? new VisibleBeans(beans) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void each(ObjectName pattern, MBeanEachCallback callback) throws IOException, JMException {
        all.each(pattern, (connection, instance) -> {
            if (Permissions.maySee(instance.getObjectName())) {
                callback.callback(visible(connection), instance);
            }
        });
    }

    @Override
    public <R> R call(ObjectName name, MBeanAction<R> action, Object... arguments) throws IOException, JMException {
        if (!Permissions.maySee(name)) {
            throw new InstanceNotFoundException(name.toString());
        }
        return all.call(
                name,
                (connection, sameName, sameArguments) -> action.execute(visible(connection), sameName, sameArguments),
                arguments);
    }

    @Override
    public Set<ObjectName> queryNames(ObjectName pattern) throws IOException {
        Set<ObjectName> names = new LinkedHashSet<>(all.queryNames(pattern));
        names.removeIf(name -> !Permissions.maySee(name));
        return names;
    }

    @Override
    public boolean hasMBeansListChangedSince(long timestamp) {
        return all.hasMBeansListChangedSince(timestamp);
    }

    /** For requests that name one bean and one of its members, whose permission was checked before. */
    @Override
    public Set<MBeanServerConnection> getMBeanServers() {
        return all.getMBeanServers();
    }

    private static MBeanServerConnection visible(MBeanServerConnection connection) {
        return (MBeanServerConnection) Proxy.newProxyInstance(
                VisibleBeans.class.getClassLoader(),
                new Class<?>[] {MBeanServerConnection.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        return result instanceof MBeanInfo info ? visible((ObjectName) arguments[0], info) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static MBeanInfo visible(ObjectName name, MBeanInfo info) {
        MBeanAttributeInfo[] attributes = Stream.of(info.getAttributes())
                .filter(attribute -> Permissions.mayRead(name, attribute.getName()))
                .toArray(MBeanAttributeInfo[]::new);
        if (attributes.length == info.getAttributes().length) {
            return info;
        }
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                attributes,
                info.getConstructors(),
                info.getOperations(),
                info.getNotifications(),
                info.getDescriptor());
    }
}
