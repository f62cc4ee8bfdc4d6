package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.session.SessionState;
import java.util.OptionalLong;

/**
 * Facts of a session that a check evaluates.
 *
 * @param user the user without the domain, {@code ""} when no user is logged on
 * @param lock of its desktop; of a disconnected session {@link LockState#UNLOCKED}, since its desktop is not shown
 * @param isProtected whether the service would refuse to end it
 * @param seconds how long it has been disconnected, or without input when it is not; empty when unknown
 * @param workingSetBytes of its processes, empty when unknown
 * @param cpuSeconds of its running processes, empty when unknown
 */
record SessionFacts(
        SessionTag tag,
        String user,
        String state,
        LockState lock,
        boolean stuck,
        boolean isProtected,
        OptionalLong seconds,
        OptionalLong workingSetBytes,
        OptionalLong cpuSeconds) {

    private static final String DISCONNECTED = "DISCONNECTED";

    static SessionFacts of(JsonRecord session) throws ServiceException {
        String state = session.text(SessionItems.STATE);
        return new SessionFacts(
                new SessionTag(session.text(SessionItems.KEY), session.text(SessionItems.ACCOUNT)),
                session.text(SessionItems.USER_NAME),
                state,
                hasDesktop(state) ? LockState.valueOf(session.text(SessionItems.LOCK)) : LockState.UNLOCKED,
                session.text("LogoffState").equals("STUCK"),
                !session.flag("LogoffAllowed"),
                HostFacts.known(session.number(
                        state.equals(DISCONNECTED) ? SessionItems.DISCONNECTED_SECONDS : SessionItems.IDLE_SECONDS)),
                HostFacts.known(session.number(SessionItems.WORKING_SET_BYTES)),
                HostFacts.known(session.number(SessionItems.CPU_SECONDS)));
    }

    private static boolean hasDesktop(String state) {
        return SessionState.named(state).filter(SessionState::hasDesktop).isPresent();
    }

    boolean hasUser() {
        return !user.isEmpty();
    }

    boolean isDisconnected() {
        return hasUser() && state.equals(DISCONNECTED);
    }

    boolean isActive() {
        return hasUser() && state.equals("ACTIVE");
    }
}
