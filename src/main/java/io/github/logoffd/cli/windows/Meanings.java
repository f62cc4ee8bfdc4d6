package io.github.logoffd.cli.windows;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Possible meanings of a word among sessions: an id, a Key, the name of a session, or a user, as Windows has the name
 * or as the tables here print it. Only a word that means one thing is taken.
 */
final class Meanings {

    private static final String ADVICE =
            " Give an id, the name of a session, or a user with its domain that means one of them.";

    private final List<Session> sessions;
    private final String word;

    /** The sessions of each meaning; two that are about the same sessions are one. */
    private final Map<List<Session>, String> meanings = new LinkedHashMap<>();

    private Meanings(List<Session> sessions, String word) {
        this.sessions = sessions;
        this.word = word;
    }

    /**
     * Returns the sessions that the word means, none when it means nothing.
     *
     * @throws IOException when it can mean several things, which the message names
     */
    static List<Session> of(List<Session> sessions, String word) throws IOException {
        Meanings meanings = new Meanings(sessions, word);
        meanings.addSessions();
        meanings.addUsers();
        return meanings.only();
    }

    /**
     * Returns the account of the user that the word means, the word itself when it is none of these users.
     *
     * @throws IOException when it can mean several users, which the message names
     */
    static String account(List<Session> sessions, String word) throws IOException {
        Meanings users = new Meanings(sessions, word);
        users.addUsers();
        return users.only().stream().findFirst().map(Session::account).orElse(word);
    }

    private void addSessions() {
        for (Session session : sessions) {
            if (SessionChoice.hasId(session.row(), word) || session.key().equals(word)) {
                add(session, "");
            } else if (SessionChoice.isNamed(session.row(), word)) {
                add(session, ", which is named \"" + Words.plain(session.row().name()) + '"');
            }
        }
    }

    private void add(Session session, String named) {
        String owner = session.row().hasUser() ? " of " + Words.plain(session.account()) : "";
        meanings.putIfAbsent(List.of(session), "session " + session.id() + owner + named);
    }

    private void addUsers() {
        sessions.stream()
                .filter(this::isUser)
                .collect(Collectors.groupingBy(
                        session -> Names.folded(session.account()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(this::addUser);
    }

    private boolean isUser(Session session) {
        return isUser(session, word);
    }

    /** Tells whether a word is the user of a session: with or without the domain, or as the tables print it. */
    static boolean isUser(Session session, String word) {
        return session.row().hasUser()
                && (Names.same(session.row().user(), word)
                        || Names.same(session.account(), word)
                        || Names.same(Words.user(session), word));
    }

    private void addUser(List<Session> ofUser) {
        String ids = ofUser.stream().map(session -> Long.toString(session.id())).collect(Collectors.joining(" and "));
        meanings.putIfAbsent(
                ofUser,
                "user " + Words.plain(ofUser.get(0).account()) + " in session" + (ofUser.size() > 1 ? "s " : " ")
                        + ids);
    }

    private List<Session> only() throws IOException {
        if (meanings.size() > 1) {
            throw new IOException(
                    '"' + Words.plain(word) + "\" can mean " + String.join(", or ", meanings.values()) + '.' + ADVICE);
        }
        return meanings.keySet().stream().findFirst().orElse(List.of());
    }
}
