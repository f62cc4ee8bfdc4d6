package io.github.logoffd.rmi;

import javax.management.MBeanServer;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.loading.ClassLoaderRepository;

/**
 * Rejects the operations of an MBean server that no role may use: creating and removing beans, loading classes, and
 * listeners that are beans or objects in this process. Notifications reach clients by {@link GuardedConnection}.
 */
abstract class RejectingMBeanServer implements MBeanServer {

    /** Records the attempt and returns the exception to throw. */
    abstract SecurityException never(String request);

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name) {
        throw never("createMBean " + className);
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name, ObjectName loader) {
        throw never("createMBean " + className);
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name, Object[] params, String[] signature) {
        throw never("createMBean " + className);
    }

    @Override
    public final ObjectInstance createMBean(
            String className, ObjectName name, ObjectName loader, Object[] params, String[] signature) {
        throw never("createMBean " + className);
    }

    @Override
    public final ObjectInstance registerMBean(Object object, ObjectName name) {
        throw never("registerMBean " + name);
    }

    @Override
    public final void unregisterMBean(ObjectName name) {
        throw never("unregisterMBean " + name);
    }

    @Override
    public final Object instantiate(String className) {
        throw never("instantiate " + className);
    }

    @Override
    public final Object instantiate(String className, ObjectName loader) {
        throw never("instantiate " + className);
    }

    @Override
    public final Object instantiate(String className, Object[] params, String[] signature) {
        throw never("instantiate " + className);
    }

    @Override
    public final Object instantiate(String className, ObjectName loader, Object[] params, String[] signature) {
        throw never("instantiate " + className);
    }

    @Override
    public final ClassLoader getClassLoader(ObjectName loader) {
        throw never("getClassLoader " + loader);
    }

    /** The connector calls this before it reads arguments; their classes are only those of the JDK. */
    @Override
    public final ClassLoader getClassLoaderFor(ObjectName name) {
        return ClassLoader.getPlatformClassLoader();
    }

    /** The connector stores it for {@link #createMBean}. */
    @Override
    public final ClassLoaderRepository getClassLoaderRepository() {
        return new NoClasses();
    }

    @Override
    public final void addNotificationListener(
            ObjectName name, NotificationListener listener, NotificationFilter filter, Object handback) {
        throw never("addNotificationListener " + name);
    }

    @Override
    public final void addNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        throw never("addNotificationListener " + name);
    }

    @Override
    public final void removeNotificationListener(ObjectName name, ObjectName listener) {
        throw never("removeNotificationListener " + name);
    }

    @Override
    public final void removeNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        throw never("removeNotificationListener " + name);
    }

    @Override
    public final void removeNotificationListener(ObjectName name, NotificationListener listener) {
        throw never("removeNotificationListener " + name);
    }

    @Override
    public final void removeNotificationListener(
            ObjectName name, NotificationListener listener, NotificationFilter filter, Object handback) {
        throw never("removeNotificationListener " + name);
    }

    private static final class NoClasses implements ClassLoaderRepository {

        @Override
        public Class<?> loadClass(String className) throws ClassNotFoundException {
            throw new ClassNotFoundException(className);
        }

        @Override
        public Class<?> loadClassWithout(ClassLoader exclude, String className) throws ClassNotFoundException {
            throw new ClassNotFoundException(className);
        }

        @Override
        public Class<?> loadClassBefore(ClassLoader stop, String className) throws ClassNotFoundException {
            throw new ClassNotFoundException(className);
        }
    }
}
