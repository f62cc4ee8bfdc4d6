package io.github.logoffd.rmi;

import io.github.logoffd.access.CurrentCaller;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;

/** A bean of our domain that returns its caller, and sends notifications. */
public final class Probe extends NotificationBroadcasterSupport implements ProbeMXBean {

    /** Makes a bean with one kind of notifications. */
    public Probe() {
        super(new MBeanNotificationInfo(new String[] {"probe"}, Notification.class.getName(), "numbered"));
    }

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public Item[] getItems() {
        return new Item[] {new Item(), new Item()};
    }

    @Override
    public String caller(String text) {
        return CurrentCaller.get() + text;
    }

    void send(long number) {
        sendNotification(new Notification("probe", RmiFixture.SERVICE, number, "number " + number));
    }
}
