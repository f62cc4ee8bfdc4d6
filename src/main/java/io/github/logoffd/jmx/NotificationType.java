package io.github.logoffd.jmx;

import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.monitor.SessionChange;
import java.util.Locale;
import java.util.stream.Stream;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;

/** The notification types of a SessionHost bean. The names are those of the contract; a test keeps them. */
enum NotificationType {
    SESSION_CREATED("The host lists a session that it did not list before; listeners and services too"),
    SESSION_REMOVED("The host no longer lists a session, or its id belongs to another logon"),
    SESSION_LOGON("A user is logged on"),
    SESSION_LOGOFF("A user is no longer logged on; the record is the last one with the user"),
    SESSION_CONNECTED("A client has connected to a session"),
    SESSION_DISCONNECTED("The client of a session has disconnected, the session keeps running"),
    SESSION_LOCKED("The desktop of a session was locked"),
    SESSION_UNLOCKED("The desktop of a session was unlocked"),
    LOGOFF_WARNED("The user was warned of a logoff"),
    LOGOFF_CANCELLED("A logoff that the user was warned of was cancelled"),
    LOGOFF_REQUESTED("Windows has accepted a logoff"),
    LOGOFF_DONE("A session was logged off and is verified gone"),
    LOGOFF_ENDED(
            "A session is verified gone whose logoff was answered before, as accepted or still closing; one for each"
                    + " such request"),
    LOGOFF_STUCK("A logoff that Windows accepted is overdue, or a session is down: Windows is ending it and has not"
            + " finished"),
    LOGOFF_REFUSED("A request to act was refused"),
    LOGOFF_FAILED("A request to act failed"),
    HOST_UNREACHABLE("The host cannot be read; its last snapshot is kept"),
    HOST_REACHABLE("The host can be read again"),
    SERVICE_ACTING("Acting was switched off or on by a changed configuration");

    private final String meaning;

    NotificationType(String meaning) {
        this.meaning = meaning;
    }

    static NotificationType of(SessionChange.Type change) {
        return valueOf("SESSION_" + change.name());
    }

    static NotificationType of(Happening happening) {
        return valueOf("LOGOFF_" + happening.name());
    }

    /** Returns the type as clients see it, such as {@code logoffd.session.logon}. */
    String text() {
        return "logoffd." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Returns the metadata of all types, one entry for each so that each has its description. */
    static MBeanNotificationInfo[] infos() {
        return Stream.of(values())
                .map(type -> new MBeanNotificationInfo(
                        new String[] {type.text()}, Notification.class.getName(), type.meaning))
                .toArray(MBeanNotificationInfo[]::new);
    }
}
