package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Names;
import io.github.logoffd.session.Session;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of one user on all hosts of a command. All of them, or none: a host that cannot be read could have
 * another session of that name, so nothing is known until it can.
 */
final class UserSessions {

    /** A session and the host to act on it. */
    record Found(CommandTarget target, Session session) {}

    private final String name;
    private final List<CommandTarget> targets;
    private final List<Found> found;

    private UserSessions(String name, List<CommandTarget> targets, List<Found> found) {
        this.name = name;
        this.targets = targets;
        this.found = List.copyOf(found);
    }

    /**
     * Reads the sessions of the hosts.
     *
     * @param name a user, or domain, backslash and user, as Windows has it or as the tables print it
     * @throws IOException when a host cannot be read; the message is one sentence
     */
    static UserSessions read(String name, List<CommandTarget> targets) throws IOException {
        List<Found> found = new ArrayList<>();
        for (CommandTarget target : targets) {
            for (Session session : sessions(name, target, targets.size() > 1)) {
                if (Meanings.isUser(session, name)) {
                    found.add(new Found(target, session));
                }
            }
        }
        return new UserSessions(name, targets, found);
    }

    private static List<Session> sessions(String name, CommandTarget target, boolean several) throws IOException {
        try {
            return target.sessions();
        } catch (IOException e) {
            if (!several) {
                throw e;
            }
            throw new IOException(
                    ErrorText.of(e) + " Whether " + Words.plain(name)
                            + " has a session there is not known, so no session was logged off. Give /SERVER: with another host.",
                    e);
        }
    }

    /** Returns the sessions, on one host after the other. */
    List<Found> all() {
        return found;
    }

    /** Returns why these sessions are not to be ended, empty when they may be. */
    Optional<String> refusal(int atMost) {
        Map<String, String> accounts = new LinkedHashMap<>();
        for (Found each : found) {
            accounts.putIfAbsent(
                    Names.folded(each.session().account()),
                    Words.plain(each.session().account()));
        }
        if (accounts.size() > 1) {
            return Optional.of('"' + Words.plain(name) + "\" can mean " + String.join(" and ", accounts.values())
                    + ", so no session was logged off. Give --user with one of them:");
        }
        if (found.size() > atMost) {
            return Optional.of(Words.plain(name) + " has " + found.size() + " sessions, more than --at-most " + atMost
                    + ", so none was logged off. Give --at-most " + found.size()
                    + ", or one of these by its id and /SERVER:");
        }
        return found.stream().allMatch(each -> each.session().identity().isPresent())
                ? Optional.empty()
                : Optional.of("The logon time of a session is unknown, so that it could be another logon by now. No"
                        + " session was logged off. Try again:");
    }

    /** Returns the sessions as a table: host, user, id, state, idle time and logon time. */
    List<String> table(CommandContext context) {
        HostColumn hosts = HostColumn.ofEach(targets);
        List<String> lines = new ArrayList<>();
        lines.add(hosts.head(UserTable.HEAD));
        for (Found each : found) {
            lines.add(hosts.line(
                    each.target().host(),
                    UserTable.line(
                            each.session(),
                            WindowsCommand.isOwn(each.target(), each.session()),
                            context.zone().get())));
        }
        return lines;
    }
}
