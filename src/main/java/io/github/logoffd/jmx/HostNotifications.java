package io.github.logoffd.jmx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal;
import java.util.Map;
import java.util.Optional;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;

/**
 * Publishes what happens on one host: as an event and, with the same sequence number, as a notification of its
 * SessionHost bean. The numbers are service-wide, so with several hosts those of one have gaps. Thread-safe; never
 * blocks on a listener.
 */
public final class HostNotifications implements LogoffListener {

    private final String host;
    private final EventJournal events;

    @GuardedBy("this")
    private Optional<NotifyingBean> bean = Optional.empty();

    /**
     * Creates the publisher of one host.
     *
     * @param host the host name in the events
     * @param events the journal of events
     */
    public HostNotifications(String host, EventJournal events) {
        this.host = host;
        this.events = events;
    }

    /** Sets the bean that sends the notifications; until then only events are published. */
    synchronized void sendBy(NotifyingBean sender) {
        bean = Optional.of(sender);
    }

    @Override
    public void happened(Happening happening, LogoffAnswer answer) {
        tell(NotificationType.of(happening), answer.message(), AnswerShape.SHAPE, answer);
    }

    <S> void tell(NotificationType type, String message, Shape<S> shape, S subject) {
        CompositeData data = shape.data(subject);
        tell(type, message, data, shape.map(data));
    }

    /** Publishes and sends under one lock, so that both have the same order; no foreign code is called under it. */
    private synchronized void tell(NotificationType type, String message, CompositeData data, Map<String, Object> map) {
        Event event = events.publish(type.text(), host, message, map);
        bean.ifPresent(sender -> sender.sendLater(notification(event, data)));
    }

    private Notification notification(Event event, CompositeData data) {
        Notification notification = new Notification(
                event.type(),
                ObjectNames.sessionHost(host),
                event.sequence(),
                event.time().toEpochMilli(),
                event.message());
        notification.setUserData(data);
        return notification;
    }
}
