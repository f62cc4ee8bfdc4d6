package io.github.logoffd.rmi;

import io.github.logoffd.access.Command.Kind;
import io.github.logoffd.access.Permissions;
import java.io.IOException;
import java.rmi.MarshalledObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.remote.NotificationResult;
import javax.management.remote.TargetedNotification;
import javax.management.remote.rmi.RMIConnectionImpl;
import javax.management.remote.rmi.RMIServerImpl;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one authenticated client. Notifications do not pass through the beans: the JDK buffers those of all
 * beans once and delivers them here, so they are checked here. Thread-safe.
 */
final class GuardedConnection extends RMIConnectionImpl {

    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Guard guard;
    private final ListenerLimits.OfConnection limits;

    private volatile boolean closed;

    /** By the id of a listener, the bytes of its filter. */
    private final Map<Integer, Long> filters = new ConcurrentHashMap<>();

    GuardedConnection(RMIServerImpl server, String id, Guard guard, ListenerLimits.OfConnection limits) {
        super(server, id, ClassLoader.getPlatformClassLoader(), null, Map.of());
        this.guard = guard;
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Integer[] addNotificationListeners(ObjectName[] names, MarshalledObject[] newFilters, Subject[] delegates)
            throws InstanceNotFoundException, IOException {
        for (ObjectName name : names) {
            guard.requireOne(Kind.NOTIFICATION, name, "");
        }
        List<Long> sizes = sizesOf(newFilters);
        long bytes = sizes.stream().mapToLong(Long::longValue).sum();
        limits.add(names.length, bytes);
        try {
            Integer[] ids = super.addNotificationListeners(names, newFilters, delegates);
            for (int i = 0; i < ids.length; i++) {
                filters.put(ids[i], sizes.get(i));
            }
            return ids;
        } catch (InstanceNotFoundException | IOException | RuntimeException e) {
            limits.remove(names.length, bytes);
            throw e;
        }
    }

    private static List<Long> sizesOf(@Nullable MarshalledObject<?>[] filters) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (MarshalledObject<?> filter : filters) {
            sizes.add(filter == null ? 0L : SerializedSize.of(filter));
        }
        return sizes;
    }

    @Override
    public void removeNotificationListeners(ObjectName name, Integer[] ids, Subject delegate)
            throws InstanceNotFoundException, ListenerNotFoundException, IOException {
        super.removeNotificationListeners(name, ids, delegate);
        for (Integer id : ids) {
            Optional.ofNullable(filters.remove(id)).ifPresent(bytes -> limits.remove(1, bytes));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            super.close();
        } finally {
            limits.close();
        }
    }

    /**
     * Checks the user afterwards: this waits up to a minute for a notification. It waits in parts, so that a connection
     * that was closed does not keep its thread and its socket for that minute.
     */
    @Override
    public NotificationResult fetchNotifications(long start, int most, long timeoutMillis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        NotificationResult fetched =
                super.fetchNotifications(start, most, Math.min(timeoutMillis, LONGEST_WAIT_MILLIS));
        while (fetched.getTargetedNotifications().length == 0 && !closed && end - System.nanoTime() > 0) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            fetched = super.fetchNotifications(
                    fetched.getNextSequenceNumber(), most, Math.min(remaining, LONGEST_WAIT_MILLIS));
        }
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
