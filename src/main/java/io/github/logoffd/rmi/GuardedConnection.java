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
 * The connection of one authenticated client. Notifications do not pass through the beans: the JDK buffers those of all
 * beans once and delivers them here, so they are checked here. Thread-safe.
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

    /** Checks the user afterwards: this waits up to a minute for a notification. */
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

    /** The MBean server notifies of every bean registered and unregistered, including beans that no user may see. */
    private static boolean mayBeTold(TargetedNotification told) {
        return !(told.getNotification() instanceof MBeanServerNotification change)
                || Permissions.maySee(change.getMBeanName());
    }
}
