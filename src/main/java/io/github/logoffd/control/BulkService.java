package io.github.logoffd.control;

import io.github.logoffd.control.AuditedRequests.Begun;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same for many sessions: one answer for each, in the order of their ids; one that fails does not stop the rest. A session that
 * may match but cannot be identified counts towards the limit and is answered as failed. Thread-safe.
 *
 * <p>Workers ask Windows for all of them; whoever called waits on its own thread, for all with one deadline, which is {@code
 * logoff.timeout} after the beginning. A session that Windows was not asked for by then, because others took it that long, is answered
 * {@link Outcome#PENDING} and asked for all the same: its lines in the audit trail are those of that later moment.
 */
public final class BulkService {

    private static final Logger log = LoggerFactory.getLogger(BulkService.class);

    private final LogoffService logoffs;
    private final MessageService messages;
    private final SessionFinder finder;
    private final HostRequests requests;
    private final Executor workers;
    private final LongSupplier nanoTime;

    /** Creates the service; {@code workers} bounds how many sessions are asked for at once. */
    BulkService(
            LogoffService logoffs,
            MessageService messages,
            SessionFinder finder,
            HostRequests requests,
            Executor workers,
            LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.messages = messages;
        this.finder = finder;
        this.requests = requests;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    /** What is done to each. */
    @FunctionalInterface
    private interface Action {

        Asked ask(Request request, Session session, long deadline, Admission admission);
    }

    /**
     * What is done to many.
     *
     * @param request as it came, about no session yet
     * @param wanted which sessions; asked only for those that could be identified
     * @param mayMatch which rows a session can have that could not be identified
     * @param atMost when more match, nothing is done
     * @param untilGone whether each is waited for
     */
    private record Job(
            Request request,
            Predicate<Session> wanted,
            Predicate<Session> mayMatch,
            int atMost,
            boolean untilGone,
            Action action) {

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
        LogonCheck.Condition away = fresh -> stillAway(fresh, olderThanSeconds);
        return onFresh(new Job(
                request(
                        "logoffDisconnected",
                        "olderThanSeconds=" + olderThanSeconds + " atMost=" + atMost + " wait=" + wait),
                session -> isUser(session) && TimeAway.mayBeDisconnectedFor(session, olderThanSeconds),
                session -> isUser(session) && session.row().state() == SessionState.DISCONNECTED,
                atMost,
                wait,
                (request, session, deadline, admission) -> logoffs.ask(
                        request, session, logoffs.mayBeEnded(session).and(away), deadline, admission)));
    }

    private static Optional<Verdict> stillAway(SessionDetail fresh, long seconds) {
        boolean away = fresh.state() == SessionState.DISCONNECTED && TimeAway.seconds(fresh) >= seconds;
        return away
                ? Optional.empty()
                : TimeAway.contradiction(fresh)
                        .or(() -> Optional.of(Verdict.refusedBy(
                                BuiltInRule.UNUSED_TIME,
                                "The session is not disconnected for " + seconds + " seconds any more.")));
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
                request("logoffAll", "atMost=" + atMost + " wait=" + wait),
                BulkService::isUser,
                BulkService::isUser,
                atMost,
                wait,
                (request, session, deadline, admission) ->
                        logoffs.ask(request, session, logoffs.mayBeEnded(session), deadline, admission)));
    }

    /**
     * Shows a message in every session that has a user, the console's included.
     *
     * @throws IllegalArgumentException when title or text cannot be shown
     */
    public List<LogoffAnswer> sendMessageToAll(String title, String text) {
        Message message = MessageService.announcement(title, text);
        return onFresh(new Job(
                request("sendMessageToAll", "title=" + title + " text=" + text),
                session -> session.row().hasUser(),
                session -> session.row().hasUser(),
                Integer.MAX_VALUE,
                false,
                (request, session, deadline, admission) ->
                        Asked.over(messages.show(request, session, message, new AtomicReference<>()))));
    }

    private Request request(String operation, String arguments) {
        return requests.asOfNow(new Request(requests.caller(), operation, arguments, Optional.empty(), "", false));
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
        long start = nanoTime.getAsLong();
        long deadline = start + requests.limits().timeout().toNanos();
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
        Admission admission = requests.admission(job.request());
        Round round = new Round(
                refusalOfAll(job, candidates, admission), admission, deadline, new AtomicInteger(candidates.size()));
        List<Item> items =
                candidates.stream().map(candidate -> ask(job, candidate, round)).toList();
        return items.stream().map(item -> answer(item, start, deadline)).toList();
    }

    /**
     * What all sessions of a job share.
     *
     * @param refusal why nothing is done for any of them
     * @param admission the last word on each, with room reserved for all of them
     * @param deadline when the time to wait is over
     * @param open how many have not been asked for yet
     */
    private record Round(Optional<Verdict> refusal, Admission admission, long deadline, AtomicInteger open) {

        /** Room that nobody can use any more is given back before anybody is answered. */
        void oneIsAsked() {
            if (open.decrementAndGet() == 0) {
                admission.close();
            }
        }
    }

    private Optional<Verdict> refusalOfAll(Job job, List<Candidate> candidates, Admission admission) {
        int matches = candidates.size();
        if (matches > job.atMost()) {
            return Optional.of(Verdict.refusedBy(
                    BuiltInRule.AT_MOST,
                    matches + " sessions match, more than atMost allows (" + job.atMost() + "); nothing was done."));
        }
        return job.request().isAboutLogoff() ? admission.reserve(allowed(candidates)) : Optional.empty();
    }

    private int allowed(List<Candidate> candidates) {
        return (int) candidates.stream()
                .filter(candidate -> candidate.problem().isEmpty())
                .filter(candidate -> logoffs.refusal(candidate.session()).isEmpty())
                .count();
    }

    /**
     * One session of a job.
     *
     * @param asked completes when Windows was asked, with what waits for the end and answers
     */
    private record Item(Request request, CompletableFuture<Supplier<LogoffAnswer>> asked) {}

    private Item ask(Job job, Candidate candidate, Round round) {
        Request request = job.request().about(candidate.session());
        return new Item(request, CompletableFuture.supplyAsync(() -> askNow(job, request, candidate, round), workers));
    }

    private Supplier<LogoffAnswer> askNow(Job job, Request request, Candidate candidate, Round round) {
        Begun begun = requests.begin(request, () -> askOrRefuse(job, request, candidate, round));
        round.oneIsAsked();
        Optional<PendingLogoff> logoff = begun.asked().logoff().filter(accepted -> job.untilGone());
        if (logoff.isPresent()) {
            Once<LogoffAnswer> end =
                    new Once<>(() -> requests.end(begun, logoffs.awaitEnd(begun.asked(), round.deadline())));
            // One that is gone is recorded at once, also while the caller still waits for another.
            CompletableFuture<?> unused = logoff.get().gone().thenRunAsync(end::get, workers);
            return end;
        }
        LogoffAnswer answer = requests.end(begun, begun.asked().verdict());
        return () -> answer;
    }

    private Asked askOrRefuse(Job job, Request request, Candidate candidate, Round round) {
        return round.refusal()
                .or(requests::refusalWhenOff)
                .or(candidate::problem)
                .map(Asked::over)
                .orElseGet(() -> job.action().ask(request, candidate.session(), round.deadline(), round.admission()));
    }

    private LogoffAnswer answer(Item item, long start, long deadline) {
        try {
            if (requests.waits().await(item.asked(), deadline - nanoTime.getAsLong())) {
                return item.asked().join().get();
            }
        } catch (IllegalStateException e) {
            logFailure(item, e);
            return answer(
                    item,
                    start,
                    Outcome.FAILED,
                    "This session failed unexpectedly; the audit trail tells whether Windows was asked.");
        }
        // Nobody waits for it any more; whoever asks Windows answers to the audit trail.
        CompletableFuture<LogoffAnswer> unused =
                item.asked().thenApply(Supplier::get).whenComplete((late, failure) -> logFailure(item, failure));
        return answer(
                item,
                start,
                Outcome.PENDING,
                requests.isClosed()
                        ? "The service is stopping; the audit trail tells whether Windows was asked."
                        : "Windows has not answered for this session yet, or its turn has not come; it is asked for all"
                                + " the same.");
    }

    private LogoffAnswer answer(Item item, long start, Outcome outcome, String message) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        return item.request().answer(requests.host(), Verdict.of(outcome, message), elapsed);
    }

    private static void logFailure(Item item, Throwable failure) {
        if (failure != null) {
            log.error(
                    "{} {} failed unexpectedly",
                    item.request().operation(),
                    item.request().arguments(),
                    failure);
        }
    }

    private LogoffAnswer answerWithoutSession(Job job, Verdict verdict) {
        return requests.runAdmitted(job.request(), () -> verdict);
    }
}
