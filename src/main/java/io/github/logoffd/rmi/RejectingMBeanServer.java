package io.github.logoffd.rmi;

import javax.management.MBeanServer;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.loading.ClassLoaderRepository;

/**
 * What an MBean server offers and nobody gets, whatever the role: beans made and removed, classes loaded, and listeners that are beans
 * or objects in this process. The notifications of clients take another way ({@link GuardedConnection}).
 */
abstract class RejectingMBeanServer implements MBeanServer {

    /** Records that this was asked for, and returns why not. */
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

    /** The connector asks before it reads arguments; those have no classes but the JDK's. */
    @Override
    public final ClassLoader getClassLoaderFor(ObjectName name) {
        return ClassLoader.getPlatformClassLoader();
    }

    /** The connector keeps it for {@link #createMBean}. */
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
