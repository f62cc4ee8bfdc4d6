package io.github.logoffd.jmx;

import io.github.logoffd.support.DaemonThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ReflectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link OpenBean} that also sends notifications, on a daemon thread of its own that lives while there are some: a
 * slow listener or filter delays other listeners only. At most {@value #MOST_WAITING} notifications wait; beyond that
 * new ones are dropped, which shows as a gap in the sequence numbers.
 */
final class NotifyingBean extends NotificationBroadcasterSupport implements DynamicMBean, AutoCloseable {

    static final int MOST_WAITING = 1000;

    private static final Logger log = LoggerFactory.getLogger(NotifyingBean.class);
    private static final int IDLE_SECONDS = 10;

    private final OpenBean<?> bean;
    private final ThreadPoolExecutor thread;
    private final AtomicBoolean dropping = new AtomicBoolean();

    NotifyingBean(OpenBean<?> bean, String threadName) {
        super(bean.getMBeanInfo().getNotifications());
        this.bean = bean;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                DaemonThreads.named(threadName),
                (task, full) -> dropped(full));
        thread.allowCoreThreadTimeOut(true);
    }

    private void dropped(ThreadPoolExecutor full) {
        if (!full.isShutdown() && dropping.compareAndSet(false, true)) {
            log.warn("JMX listeners are so slow that {} notifications wait; new ones are dropped", MOST_WAITING);
        }
    }

    /** Sends a notification later; returns at once. */
    void sendLater(Notification notification) {
        thread.execute(() -> {
            dropping.set(false);
            sendNotification(notification);
        });
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return bean.getAttribute(name);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return bean.getAttributes(names);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        bean.setAttribute(attribute);
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return bean.setAttributes(attributes);
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws ReflectionException {
        return bean.invoke(name, arguments, signature);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return bean.getMBeanInfo();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
