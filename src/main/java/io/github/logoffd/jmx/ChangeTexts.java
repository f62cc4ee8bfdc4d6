package io.github.logoffd.jmx;

import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.monitor.SessionChange;
import io.github.logoffd.session.Session;

/** Messages of notifications about sessions and hosts. */
final class ChangeTexts {

    private ChangeTexts() {}

    static String of(SessionChange change) {
        Session session = change.session();
        String place = "session " + session.id() + " of " + session.host();
        String whose = session.account().isEmpty() ? "" : " (" + session.account() + ')';
        return switch (change.type()) {
            case CREATED -> "There is a new " + place + whose + '.';
            case REMOVED -> "There is no longer a " + place + whose + '.';
            case LOGON -> session.account() + " logged on to " + place + '.';
            case LOGOFF -> session.account() + " is logged off from " + place + '.';
            case CONNECTED -> "A client connected to " + place + whose + '.';
            case DISCONNECTED -> "The client of " + place + whose + " disconnected.";
            case LOCKED -> "The desktop of " + place + whose + " was locked.";
            case UNLOCKED -> "The desktop of " + place + whose + " was unlocked.";
        };
    }

    static String unreachable(String host, HostStatus status) {
        return host + " cannot be read: " + status.lastError();
    }

    static String reachable(String host) {
        return host + " can be read again.";
    }
}
