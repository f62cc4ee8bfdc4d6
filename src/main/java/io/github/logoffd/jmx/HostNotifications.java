package io.github.logoffd.jmx;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal;
import java.util.Map;
import java.util.Optional;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;

/**
 * Tells what happens on one host: as an event and, with the same number, as a notification of its SessionHost bean. The numbers
 * are those of the whole service, so with several hosts those of one have gaps. Thread-safe; nobody waits for a listener.
 */
public final class HostNotifications implements LogoffListener {

    private final String host;
    private final EventJournal events;
    private Optional<NotifyingBean> bean = Optional.empty();

    /**
     * Creates what the requests of that host are to be told to.
     *
     * @param host the name that events shall carry
     * @param events where events go
     */
    public HostNotifications(String host, EventJournal events) {
        this.host = host;
        this.events = events;
    }

    /** Names the bean that sends the notifications; until then there are events only. */
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

    /** Publishes and sends under one lock, so that both have the same order; nothing of anybody else is called under it. */
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
