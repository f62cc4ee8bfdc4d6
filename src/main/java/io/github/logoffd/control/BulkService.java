package io.github.logoffd.control;

import io.github.logoffd.control.SessionFinder.Candidate;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The same for many sessions: one answer for each, in the order of their ids; one that fails does not stop the rest. A session that
 * may match but cannot be identified counts towards the limit and is answered as failed. Thread-safe.
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
     * What is done to many.
     *
     * @param wanted which sessions; asked only for those that could be identified
     * @param mayMatch which rows a session can have that could not be identified
     * @param atMost when more match, nothing is done
     * @param action what is done to each
     */
    private record Job(
            Caller caller,
            String operation,
            String arguments,
            Predicate<Session> wanted,
            Predicate<Session> mayMatch,
            int atMost,
            BiFunction<Request, Session, Verdict> action) {

        boolean concerns(Candidate candidate) {
            return candidate.problem().isPresent()
                    ? mayMatch.test(candidate.session())
                    : wanted.test(candidate.session());
        }
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
        requireLimit(atMost);
        LogonCheck.Condition condition = logoffs.mayBeEnded().and(fresh -> stillAway(fresh, olderThanSeconds));
        return onFresh(new Job(
                requests.caller(),
                "logoffDisconnected",
                "olderThanSeconds=" + olderThanSeconds + " atMost=" + atMost + " wait=" + wait,
                session -> isUser(session) && Automation.isDisconnectedFor(session, olderThanSeconds),
                session -> isUser(session) && session.row().state() == SessionState.DISCONNECTED,
                atMost,
                (request, session) -> logoffs.logoffOrRefuse(request, session, wait, condition)));
    }

    private static Optional<Verdict> stillAway(SessionDetail fresh, long seconds) {
        boolean away = fresh.state() == SessionState.DISCONNECTED && Automation.secondsAway(fresh) >= seconds;
        return away
                ? Optional.empty()
                : Optional.of(Verdict.of(
                        Outcome.REFUSED_STATE,
                        "The session is not disconnected for " + seconds + " seconds any more."));
    }

    /**
     * Logs off every user session but the console.
     *
     * @param atMost when more match, none is logged off
     * @throws IllegalArgumentException when an argument is not what it must be
     */
    public List<LogoffAnswer> logoffAll(int atMost, boolean wait) {
        requireLimit(atMost);
        return onFresh(new Job(
                requests.caller(),
                "logoffAll",
                "atMost=" + atMost + " wait=" + wait,
                BulkService::isUser,
                BulkService::isUser,
                atMost,
                (request, session) -> logoffs.logoffOrRefuse(request, session, wait, logoffs.mayBeEnded())));
    }

    /**
     * Shows a message in every session that has a user, the console's included.
     *
     * @throws IllegalArgumentException when title or text cannot be shown
     */
    public List<LogoffAnswer> sendMessageToAll(String title, String text) {
        Message message = MessageService.announcement(title, text);
        return onFresh(new Job(
                requests.caller(),
                "sendMessageToAll",
                "title=" + title + " text=" + text,
                session -> session.row().hasUser(),
                session -> session.row().hasUser(),
                Integer.MAX_VALUE,
                (request, session) -> messages.show(session, message, new AtomicReference<>())));
    }

    private static void requireLimit(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost is " + atMost + "; expected is 1 or more sessions.");
        }
    }

    private static boolean isUser(Session session) {
        return session.row().kind() == SessionKind.USER;
    }

    /** The whole job counts as one request under way: its items must not be refused one by one. */
    private List<LogoffAnswer> onFresh(Job job) {
        Optional<Verdict> refusal = requests.tryEnter();
        if (refusal.isPresent()) {
            return List.of(answerWithoutSession(job, refusal.get()));
        }
        try {
            return carryOut(job);
        } finally {
            requests.leave();
        }
    }

    /** An answer without a session says that the host could not be read: an empty list would say that nothing matches. */
    private List<LogoffAnswer> carryOut(Job job) {
        List<Candidate> candidates;
        try {
            candidates = finder.all().stream()
                    .filter(job::concerns)
                    .sorted(Comparator.comparingLong(
                            candidate -> candidate.session().id()))
                    .toList();
        } catch (SessionApiException e) {
            return List.of(
                    answerWithoutSession(job, Verdict.failed(e, "The sessions could not be read; nothing was done.")));
        }
        List<CompletableFuture<LogoffAnswer>> answers = candidates.stream()
                .map(candidate -> CompletableFuture.supplyAsync(() -> one(job, candidate, candidates.size()), workers))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private LogoffAnswer one(Job job, Candidate candidate, int matches) {
        Request request = Request.about(job.caller(), candidate.session(), job.operation(), job.arguments());
        return requests.runAdmitted(request, () -> {
            if (matches > job.atMost()) {
                return Verdict.of(
                        Outcome.REFUSED_LIMIT,
                        matches + " sessions match, more than atMost allows (" + job.atMost() + "); nothing was done.");
            }
            return candidate.problem().orElseGet(() -> job.action().apply(request, candidate.session()));
        });
    }

    private LogoffAnswer answerWithoutSession(Job job, Verdict verdict) {
        return requests.runAdmitted(
                new Request(job.caller(), job.operation(), job.arguments(), Optional.empty(), "", false),
                () -> verdict);
    }
}
