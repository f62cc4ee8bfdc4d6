package io.github.logoffd.jmx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.monitor.SessionChange;
import io.github.logoffd.monitor.SnapshotDiff;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;

/**
 * The beans of one host: its SessionHost bean, and a Session bean for each session of the latest snapshot. A unique id
 * that passes to another logon gets a new bean, so a bean represents one logon all its life. Thread-safe.
 */
public final class HostBeans implements AutoCloseable {

    private final HostMode mode;
    private final HostMonitor monitor;
    private final SessionControl control;
    private final HostNotifications notifications;
    private final NotifyingBean hostBean;
    private final Registrations registrations;

    @GuardedBy("this")
    private final Map<Long, SessionHandle> sessions = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /**
     * Registers the SessionHost bean, which sends the notifications from now on. {@link #update} has to be called for
     * every refresh of the monitor.
     */
    public HostBeans(
            MBeanServer server,
            HostMode mode,
            HostMonitor monitor,
            SessionControl control,
            HostNotifications notifications) {
        this.mode = mode;
        this.monitor = monitor;
        this.control = control;
        this.notifications = notifications;
        this.registrations = new Registrations(server);
        this.hostBean = new NotifyingBean(
                new OpenBean<>(SessionHostBeanType.TYPE, () -> HostSubject.now(mode, monitor, control)),
                "notify-" + monitor.host());
        registrations.register(ObjectNames.sessionHost(monitor.host()), hostBean);
        notifications.sendBy(hostBean);
    }

    /** The session that a bean represents, replaced by each refresh. */
    private static final class SessionHandle {

        private volatile Session session;

        SessionHandle(Session session) {
            this.session = session;
        }
    }

    /**
     * Updates the Session beans to the new snapshot, then sends the notifications, so that listeners find the current
     * beans. After a failed refresh the snapshot is the old one, so the sessions do not change.
     */
    public synchronized void update(HostStatus before, HostStatus after) {
        if (closed) {
            return;
        }
        try {
            updateBeans(after);
        } finally {
            tellChanges(before, after);
        }
    }

    /** Runs even when a bean could not be registered: the next refresh would not report these changes again. */
    private void tellChanges(HostStatus before, HostStatus after) {
        HostSubject subject = new HostSubject(mode, monitor, control, after);
        if (after.lost(before)) {
            notifications.tell(
                    NotificationType.HOST_UNREACHABLE,
                    ChangeTexts.unreachable(monitor.host(), after),
                    SessionHostBeanType.REFRESH,
                    subject);
        } else if (after.regained(before)) {
            notifications.tell(
                    NotificationType.HOST_REACHABLE,
                    ChangeTexts.reachable(monitor.host()),
                    SessionHostBeanType.REFRESH,
                    subject);
        }
        SnapshotDiff.between(before.snapshot(), after.snapshot()).forEach(this::tell);
    }

    /** Tells that acting was switched off or on. */
    public void tellActing(String message) {
        notifications.tell(
                NotificationType.SERVICE_ACTING,
                message,
                SessionHostBeanType.REFRESH,
                new HostSubject(mode, monitor, control, monitor.status()));
    }

    private void tell(SessionChange change) {
        notifications.tell(
                NotificationType.of(change.type()),
                ChangeTexts.of(change),
                SessionBeanType.SHAPE,
                new SessionSubject(change.session(), monitor, control));
    }

    @GuardedBy("this")
    private void updateBeans(HostStatus status) {
        Map<Long, Session> listed = status.snapshot().sessions().stream()
                .collect(Collectors.toMap(Session::id, session -> session, (first, second) -> first));
        List<Long> gone = new ArrayList<>();
        sessions.forEach((id, handle) -> {
            if (!isSameLogon(handle, listed.get(id))) {
                gone.add(id);
            }
        });
        gone.forEach(this::remove);
        listed.values().forEach(this::addOrUpdate);
    }

    /**
     * Equal identities have equal keys, and most are equal: comparing only the strings would cost more than reading the
     * host.
     */
    private static boolean isSameLogon(SessionHandle handle, @Nullable Session listed) {
        return listed != null
                && (handle.session.identity().equals(listed.identity())
                        || handle.session.key().equals(listed.key()));
    }

    @GuardedBy("this")
    private void remove(long id) {
        sessions.remove(id);
        registrations.unregister(ObjectNames.session(monitor.host(), id));
    }

    @GuardedBy("this")
    private void addOrUpdate(Session session) {
        SessionHandle known = sessions.get(session.id());
        if (known != null) {
            known.session = session;
            return;
        }
        SessionHandle handle = new SessionHandle(session);
        registrations.register(
                ObjectNames.session(monitor.host(), session.id()),
                new OpenBean<>(SessionBeanType.TYPE, () -> new SessionSubject(handle.session, monitor, control)));
        sessions.put(session.id(), handle);
    }

    @Override
    public synchronized void close() {
        closed = true;
        registrations.close();
        hostBean.close();
        sessions.clear();
    }
}
