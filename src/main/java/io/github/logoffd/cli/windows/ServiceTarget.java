package io.github.logoffd.cli.windows;

import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.Reply;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.HostName;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionItems;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A host behind a running service, whose users, rules and audit count. The sessions are those of the latest snapshot of
 * the service.
 */
public final class ServiceTarget implements CommandTarget {

    private static final Duration DISCONNECT_TIMEOUT = Duration.ofSeconds(40);
    private static final long PAUSE_MILLIS = 500;
    private static final String NO_REQUEST_ID = "";
    /** It comes with every request. */
    private static final String NO_REASON = "";

    private static final String ANY_STATE = "";

    private final ServiceClient client;
    private final Duration logoffTimeout;
    private final String name;
    private final String bean;

    /** What was read while the hosts were looked for, until it is used. */
    private Optional<HostState> read;

    private ServiceTarget(
            ServiceClient client, Duration logoffTimeout, String name, String bean, Optional<HostState> read) {
        this.client = client;
        this.logoffTimeout = logoffTimeout;
        this.name = name;
        this.bean = bean;
        this.read = read;
    }

    /**
     * Finds the hosts. Without the name of one their sessions are read in the same request, since a second one takes
     * longer than their bytes.
     *
     * @param choice which of the hosts of the service
     * @param logoffTimeout how long to wait for the end of a session
     * @throws IOException when there is no answer, or not one such host; the message is one sentence
     */
    public static List<CommandTarget> find(ServiceClient client, HostChoice choice, Duration logoffTimeout)
            throws IOException {
        Map<String, CommandTarget> hosts = new LinkedHashMap<>();
        boolean all = choice.server().isEmpty();
        for (HostState host : all ? client.sessionsOfHosts() : client.namesOfHosts()) {
            Optional<HostState> read = all ? Optional.of(host) : Optional.empty();
            hosts.put(host.name(), new ServiceTarget(client, logoffTimeout, host.name(), host.bean(), read));
        }
        if (choice.server().isEmpty() && choice.every() && !hosts.isEmpty()) {
            return List.copyOf(hosts.values());
        }
        return List.of(Objects.requireNonNull(hosts.get(chosen(List.copyOf(hosts.keySet()), choice.server()))));
    }

    private static String chosen(List<String> names, Optional<String> server) throws IOException {
        List<String> meant = server.map(name -> HostName.find(names, name)).orElse(names);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new IOException(problem(server, meant) + " Give /SERVER: with one of "
                + String.join(", ", meant.isEmpty() ? names : meant) + '.');
    }

    private static String problem(Optional<String> server, List<String> meant) {
        if (server.isEmpty()) {
            return "The service monitors several hosts.";
        }
        return meant.isEmpty()
                ? "The service does not monitor " + server.get() + '.'
                : server.get() + " can mean several hosts.";
    }

    @Override
    public String host() {
        return name;
    }

    /** The session of a command is one of the machine that it runs on, whatever that is to the service. */
    @Override
    public OptionalLong ownSession() {
        return OptionalLong.empty();
    }

    @Override
    public List<Session> sessions() throws IOException {
        HostState state = read.isPresent() ? read.get() : state();
        read = Optional.empty();
        if (!state.attributes().flag("Reachable")) {
            throw new IOException("The service cannot read " + name + " now: "
                    + state.attributes().text("LastError"));
        }
        return ServiceRecords.sessions(name, state.sessions());
    }

    private HostState state() throws IOException {
        try {
            return client.host(bean);
        } catch (ServiceException e) {
            if (e.kind() == ServiceException.Kind.NOT_FOUND) {
                throw new IOException("The service no longer monitors " + name + '.', e);
            }
            throw e;
        }
    }

    @Override
    public Duration logoffTimeout() {
        return logoffTimeout;
    }

    @Override
    public RequestedLogoff logoff(Session session, LogoffOrder order) throws IOException {
        long start = System.nanoTime();
        JsonRecord record = client.execute(
                        bean,
                        "requestLogoff",
                        session.key(),
                        order.expectedUser(),
                        ANY_STATE,
                        0L,
                        NO_REQUEST_ID,
                        NO_REASON,
                        order.dryRun())
                .record();
        LogoffAnswer answer = ServiceRecords.answer(session, record);
        return order.awaited() && answer.outcome() == Outcome.ACCEPTED && !answer.dryRun()
                ? wait -> awaited(answer, session, start, wait)
                : wait -> Optional.of(answer);
    }

    private Optional<LogoffAnswer> awaited(LogoffAnswer accepted, Session session, long start, Duration wait)
            throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - start < logoffTimeout.toNanos()) {
            if (System.nanoTime() - begin >= wait.toNanos()) {
                return Optional.empty();
            }
            pauseForAMoment();
            HostState state = state();
            if (state.attributes().flag("Reachable") && isGone(state, session)) {
                return Optional.of(ServiceRecords.after(
                        accepted,
                        Outcome.DONE,
                        session.account() + " was logged off from session " + session.id() + '.',
                        millisSince(start)));
            }
        }
        return Optional.of(ServiceRecords.after(
                accepted, Outcome.PENDING, "Session " + session.id() + " is still closing.", millisSince(start)));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static boolean isGone(HostState state, Session session) throws IOException {
        for (JsonRecord record : state.sessions()) {
            if (record.text(SessionItems.KEY).equals(session.key())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LogoffAnswer disconnect(Session session) throws IOException {
        return answer(
                session, client.withTimeout(DISCONNECT_TIMEOUT).execute(bean, "requestDisconnect", session.key()));
    }

    @Override
    public LogoffAnswer warn(Session session, String message, Duration grace) throws IOException {
        return answer(session, client.execute(bean, "requestWarning", session.key(), message, grace.toSeconds()));
    }

    @Override
    public LogoffAnswer cancel(Session session) throws IOException {
        return answer(session, client.execute(bean, "requestCancel", session.key()));
    }

    private static LogoffAnswer answer(Session session, Reply reply) throws IOException {
        return ServiceRecords.answer(session, reply.record());
    }

    @Override
    public LogoffAnswer show(Session session, Notice notice) throws IOException {
        if (notice.awaited()) {
            int seconds = notice.seconds().orElse(Notice.USUAL_SECONDS);
            return ServiceRecords.asked(
                    session,
                    client.withTimeout(Duration.ofSeconds(seconds).plus(DISCONNECT_TIMEOUT))
                            .execute(
                                    bean,
                                    "requestQuestion",
                                    session.key(),
                                    notice.title(),
                                    notice.text(),
                                    "OK",
                                    seconds)
                            .record());
        }
        if (notice.seconds().isPresent()) {
            throw new IOException("A service shows a message for an hour. Give /TIME only together with /W.");
        }
        return answer(session, client.execute(bean, "requestMessage", session.key(), notice.title(), notice.text()));
    }

    private static void pauseForAMoment() throws IOException {
        try {
            // Never counted down: this is a pause that an interrupt ends.
            boolean unused = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait for the end of the session was ended.", e);
        }
    }

    @Override
    public void close() {
        // A client holds nothing that has to be given back.
    }
}
