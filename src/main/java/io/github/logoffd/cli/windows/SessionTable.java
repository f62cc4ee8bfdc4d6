package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;

/** The lines of {@code query session}. */
final class SessionTable {

    static final String HEAD = " SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE";

    private SessionTable() {}

    static String line(Session session, boolean own) {
        return new TableLine()
                .left(0, own ? ">" : " ")
                .left(1, Words.station(session))
                .left(19, Words.user(session))
                .right(45, Long.toString(session.id()))
                .left(48, Words.state(session.row().state()))
                .toString();
    }
}
