package io.github.logoffd.rmi;

import io.github.logoffd.access.Command.Kind;
import io.github.logoffd.access.Permissions;
import java.io.IOException;
import java.rmi.MarshalledObject;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.remote.NotificationResult;
import javax.management.remote.TargetedNotification;
import javax.management.remote.rmi.RMIConnectionImpl;
import javax.management.remote.rmi.RMIServerImpl;
import javax.security.auth.Subject;

/**
 * The connection of one login. Notifications do not pass the beans: the JDK collects those of all beans once and hands them out here, so
 * that here is where they are guarded. Thread-safe.
 */
final class GuardedConnection extends RMIConnectionImpl {

    private final Guard guard;

    GuardedConnection(RMIServerImpl server, String id, Guard guard) {
        super(server, id, ClassLoader.getPlatformClassLoader(), null, Map.of());
        this.guard = guard;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Integer[] addNotificationListeners(ObjectName[] names, MarshalledObject[] filters, Subject[] delegates)
            throws InstanceNotFoundException, IOException {
        for (ObjectName name : names) {
            guard.requireOne(Kind.NOTIFICATION, name, "");
        }
        return super.addNotificationListeners(names, filters, delegates);
    }

    /** Asks for the user afterwards: this waits up to a minute for something to tell. */
    @Override
    public NotificationResult fetchNotifications(long start, int most, long timeoutMillis) throws IOException {
        NotificationResult fetched = super.fetchNotifications(start, most, timeoutMillis);
        guard.requireUser();
        return new NotificationResult(
                fetched.getEarliestSequenceNumber(),
                fetched.getNextSequenceNumber(),
                Stream.of(fetched.getTargetedNotifications())
                        .filter(GuardedConnection::mayBeTold)
                        .toArray(TargetedNotification[]::new));
    }

    /** The MBean server tells of every bean that comes and goes, those included that nobody may see. */
    private static boolean mayBeTold(TargetedNotification told) {
        return !(told.getNotification() instanceof MBeanServerNotification change)
                || Permissions.maySee(change.getMBeanName());
    }
}
