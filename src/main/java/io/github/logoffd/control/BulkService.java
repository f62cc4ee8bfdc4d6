package io.github.logoffd.control;

import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The same for many sessions: one answer for each, in the order of their ids; one that fails does not stop the rest. Thread-safe.
 */
public final class BulkService {

    private final LogoffService logoffs;
    private final MessageService messages;
    private final SessionFinder finder;
    private final HostRequests requests;
    private final Executor workers;

    /** Creates the service; {@code workers} bounds how many sessions are asked for at once. */
    BulkService(
            LogoffService logoffs,
            MessageService messages,
            SessionFinder finder,
            HostRequests requests,
            Executor workers) {
        this.logoffs = logoffs;
        this.messages = messages;
        this.finder = finder;
        this.requests = requests;
        this.workers = workers;
    }

    /**
     * Logs off every disconnected user session.
     *
     * @param olderThanSeconds how long they must have been disconnected
     * @param atMost when more match, none is logged off
     * @throws IllegalArgumentException when an argument is not what it must be
     */
    public List<LogoffAnswer> logoffDisconnected(long olderThanSeconds, int atMost, boolean wait) {
        if (olderThanSeconds < 0) {
            throw new IllegalArgumentException(
                    "olderThanSeconds is " + olderThanSeconds + "; expected is 0 or more seconds.");
        }
        String arguments = "olderThanSeconds=" + olderThanSeconds + " atMost=" + atMost + " wait=" + wait;
        LogonCheck.Condition still =
                fresh -> fresh.state() == SessionState.DISCONNECTED && Automation.secondsAway(fresh) >= olderThanSeconds
                        ? Optional.empty()
                        : Optional.of(Verdict.of(
                                Outcome.REFUSED_STATE,
                                "The session is not disconnected for " + olderThanSeconds + " seconds any more."));
        return logoffAll(
                "logoffDisconnected",
                arguments,
                atMost,
                session -> isUser(session) && Automation.isDisconnectedFor(session, olderThanSeconds),
                session -> logoffs.logoffOrRefuse(
                        session, wait, logoffs.mayBeEnded().and(still)));
    }

    /**
     * Logs off every user session but the console.
     *
     * @param atMost when more match, none is logged off
     * @throws IllegalArgumentException when an argument is not what it must be
     */
    public List<LogoffAnswer> logoffAll(int atMost, boolean wait) {
        return logoffAll(
                "logoffAll",
                "atMost=" + atMost + " wait=" + wait,
                atMost,
                BulkService::isUser,
                session -> logoffs.logoffOrRefuse(session, wait, logoffs.mayBeEnded()));
    }

    /**
     * Shows a message in every session that has a user, the console's included.
     *
     * @throws IllegalArgumentException when title or text cannot be shown
     */
    public List<LogoffAnswer> sendMessageToAll(String title, String text) {
        Message message = MessageService.notice(title, text);
        return onFresh(
                "sendMessageToAll",
                "title=" + title + " text=" + text,
                session -> session.row().hasUser(),
                sessions -> ifReadable(session -> messages.show(session, message, new AtomicReference<>())));
    }

    private static boolean isUser(Session session) {
        return session.row().kind() == SessionKind.USER;
    }

    private List<LogoffAnswer> logoffAll(
            String operation,
            String arguments,
            int atMost,
            Predicate<Session> wanted,
            Function<Session, Verdict> logoff) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost is " + atMost + "; expected is 1 or more sessions.");
        }
        return onFresh(operation, arguments, wanted, sessions -> {
            Verdict tooMany = Verdict.of(
                    Outcome.REFUSED_LIMIT,
                    sessions + " sessions match, more than atMost allows (" + atMost + "); nothing was done.");
            return sessions > atMost ? session -> tooMany : ifReadable(logoff);
        });
    }

    /** An answer without a session says that the host could not be read: an empty list would say that nothing matches. */
    private List<LogoffAnswer> onFresh(
            String operation,
            String arguments,
            Predicate<Session> wanted,
            IntFunction<Function<SessionFinder.Listed, Verdict>> actionForSoMany) {
        List<SessionFinder.Listed> sessions;
        try {
            sessions = finder.all().stream()
                    .filter(listed -> wanted.test(listed.session()))
                    .sorted(Comparator.comparingLong(listed -> listed.session().id()))
                    .toList();
        } catch (SessionApiException e) {
            return List.of(requests.run(
                    new Request(operation, arguments, Optional.empty(), "", false),
                    () -> Verdict.failed(e, "The sessions could not be read; nothing was done.")));
        }
        Caller caller = requests.caller();
        Function<SessionFinder.Listed, Verdict> action = actionForSoMany.apply(sessions.size());
        return inParallel(
                sessions,
                listed -> requests.run(
                        caller, Request.about(listed.session(), operation, arguments), () -> action.apply(listed)));
    }

    private static Function<SessionFinder.Listed, Verdict> ifReadable(Function<Session, Verdict> action) {
        return listed -> listed.unreadable().orElseGet(() -> action.apply(listed.session()));
    }

    private List<LogoffAnswer> inParallel(
            List<SessionFinder.Listed> sessions, Function<SessionFinder.Listed, LogoffAnswer> action) {
        List<CompletableFuture<LogoffAnswer>> answers = sessions.stream()
                .map(session -> CompletableFuture.supplyAsync(() -> action.apply(session), workers))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
