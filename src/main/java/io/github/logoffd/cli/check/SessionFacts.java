package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.session.SessionState;
import java.util.OptionalLong;

/**
 * Facts of a session with a user that a check evaluates.
 *
 * @param lock of its desktop; of a disconnected session {@link LockState#UNLOCKED}, since its desktop is not shown
 * @param seconds how long it has been disconnected, or without input when it is not; empty when unknown
 */
record SessionFacts(SessionTag tag, String state, LockState lock, boolean stuck, OptionalLong seconds) {

    private static final String DISCONNECTED = "DISCONNECTED";

    static boolean hasUser(JsonRecord session) throws ServiceException {
        return !session.text(SessionItems.USER_NAME).isEmpty();
    }

    static SessionFacts of(JsonRecord session) throws ServiceException {
        String state = session.text(SessionItems.STATE);
        return new SessionFacts(
                new SessionTag(session.text(SessionItems.KEY), session.text(SessionItems.ACCOUNT)),
                state,
                hasDesktop(state) ? LockState.valueOf(session.text(SessionItems.LOCK)) : LockState.UNLOCKED,
                session.text("LogoffState").equals("STUCK"),
                HostFacts.known(session.number(
                        state.equals(DISCONNECTED) ? SessionItems.DISCONNECTED_SECONDS : SessionItems.IDLE_SECONDS)));
    }

    private static boolean hasDesktop(String state) {
        return SessionState.named(state).filter(SessionState::hasDesktop).isPresent();
    }

    boolean isDisconnected() {
        return state.equals(DISCONNECTED);
    }

    boolean isActive() {
        return state.equals("ACTIVE");
    }
}
