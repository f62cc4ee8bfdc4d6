package io.github.logoffd.check;

import io.github.logoffd.client.JsonRecord;
import io.github.logoffd.client.ServiceException;
import io.github.logoffd.session.SessionState;
import java.util.OptionalLong;

/**
 * What a check looks at in a session that has a user.
 *
 * @param seconds how long it has been disconnected, or without input when it is not; empty when unknown
 */
record SessionFacts(SessionTag tag, String state, boolean locked, boolean stuck, OptionalLong seconds) {

    private static final String DISCONNECTED = "DISCONNECTED";

    static boolean hasUser(JsonRecord session) throws ServiceException {
        return !session.text("UserName").isEmpty();
    }

    static SessionFacts of(JsonRecord session) throws ServiceException {
        String state = session.text("State");
        return new SessionFacts(
                new SessionTag(session.text("Key"), session.text("Account")),
                state,
                hasDesktop(state) && session.text("Lock").equals("LOCKED"),
                session.text("LogoffState").equals("STUCK"),
                HostFacts.known(session.number(state.equals(DISCONNECTED) ? "DisconnectedSeconds" : "IdleSeconds")));
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
