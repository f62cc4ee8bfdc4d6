package io.github.logoffd.control;

import io.github.logoffd.control.AuditedRequests.Begun;
import io.github.logoffd.control.AuditedRequests.Ended;
import io.github.logoffd.control.SessionFinder.Candidate;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same for many sessions: one answer for each, in the order of their ids; one that fails does not stop the rest. A session that
 * may match but cannot be identified counts towards the limit and is answered as failed. Thread-safe.
 *
 * <p>Workers ask Windows for all of them; whoever called waits on its own thread, for all with one deadline, which is {@code
 * logoff.timeout} after the beginning. A session that Windows was not asked for by then, because others took it that long, is answered
 * {@link Outcome#PENDING} and asked for all the same: its lines in the audit trail are those of that later moment. At the end of the
 * service every session has an answer, in the audit trail too: asked and accepted, asked and not known, or not asked.
 */
public final class BulkService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BulkService.class);

    private final LogoffService logoffs;
    private final MessageService messages;
    private final SessionFinder finder;
    private final HostRequests requests;
    private final TimeAway timeAway;
    private final Executor workers;
    private final LongSupplier nanoTime;

    /** What has no answer yet, of all bulk requests. */
    private final Set<BulkItem> open = ConcurrentHashMap.newKeySet();

    /** Creates the service; {@code workers} bounds how many sessions are asked for at once. */
    BulkService(
            LogoffService logoffs,
            MessageService messages,
            SessionFinder finder,
            HostRequests requests,
            TimeAway timeAway,
            Executor workers,
            LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.messages = messages;
        this.finder = finder;
        this.requests = requests;
        this.timeAway = timeAway;
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
     * @param unclear why it cannot be told whether an identified session matches; such a one is refused, and does not count
     * @param mayMatch which rows a session can have that could not be identified
     * @param atMost when more match, nothing is done
     * @param untilGone whether each is waited for
     */
    private record Job(
            Request request,
            Predicate<Session> wanted,
            Function<Session, Optional<Verdict>> unclear,
            Predicate<Session> mayMatch,
            int atMost,
            boolean untilGone,
            Action action) {

        boolean concerns(Candidate candidate) {
            return candidate.problem().isPresent()
                    ? mayMatch.test(candidate.session())
                    : wanted.test(candidate.session());
        }

        /** Tells whether one that this concerns counts towards the limit. */
        boolean counts(Candidate candidate) {
            return candidate.problem().isPresent()
                    || unclear.apply(candidate.session()).isEmpty();
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
        return onFresh(new Job(
                request(
                        "logoffDisconnected",
                        "olderThanSeconds=" + olderThanSeconds + " atMost=" + atMost + " wait=" + wait),
                session -> isDisconnectedUser(session)
                        && (timeAway.isAtLeast(olderThanSeconds, session)
                                || timeAway.unclear(olderThanSeconds, session).isPresent()),
                session -> timeAway.unclear(olderThanSeconds, session),
                BulkService::isDisconnectedUser,
                atMost,
                wait,
                (request, session, deadline, admission) -> logoffs.ask(
                        request,
                        session,
                        logoffs.mayBeEnded(session).and(stillAway(session, olderThanSeconds)),
                        deadline,
                        admission)));
    }

    private LogonCheck.Condition stillAway(Session target, long seconds) {
        return fresh -> fresh.state() == SessionState.DISCONNECTED
                ? target.identity().flatMap(logon -> timeAway.refusal(seconds, logon, fresh))
                : Optional.of(Verdict.refusedBy(
                        BuiltInRule.UNUSED_TIME,
                        "The session is no longer disconnected; its state is " + fresh.state() + '.'));
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
                session -> Optional.empty(),
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
                session -> Optional.empty(),
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

    private static boolean isDisconnectedUser(Session session) {
        return isUser(session) && session.row().state() == SessionState.DISCONNECTED;
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
        List<BulkItem> items = candidates.stream()
                .map(candidate -> new BulkItem(job.request().about(candidate.session()), candidate))
                .toList();
        open.addAll(items);
        items.forEach(item -> start(job, item, round));
        items.forEach(item -> await(item, deadline));
        endWaits(items);
        return items.stream().map(item -> answerNow(item, start)).toList();
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

        boolean isOver(LongSupplier nanoTime) {
            return deadline - nanoTime.getAsLong() <= 0;
        }

        /** Room that nobody can use any more is given back before anybody is answered. */
        void oneIsAsked() {
            if (open.decrementAndGet() == 0) {
                admission.close();
            }
        }
    }

    private Optional<Verdict> refusalOfAll(Job job, List<Candidate> candidates, Admission admission) {
        long matches = candidates.stream().filter(job::counts).count();
        if (matches > job.atMost()) {
            return Optional.of(Verdict.refusedBy(
                    BuiltInRule.AT_MOST,
                    matches + " sessions match, more than atMost allows (" + job.atMost() + "); nothing was done."));
        }
        return job.request().isAboutLogoff() ? admission.reserve(allowed(job, candidates)) : Optional.empty();
    }

    private int allowed(Job job, List<Candidate> candidates) {
        return (int) candidates.stream()
                .filter(job::counts)
                .filter(candidate -> candidate.problem().isEmpty())
                .filter(candidate -> logoffs.refusal(candidate.session()).isEmpty())
                .count();
    }

    /** At the end of the service the workers take no more; what they have not begun is refused then. */
    private void start(Job job, BulkItem item, Round round) {
        try {
            workers.execute(() -> carryOut(job, item, round));
        } catch (RejectedExecutionException e) {
            log.debug("{} is not begun any more", item.request().operation(), e);
        }
    }

    private void carryOut(Job job, BulkItem item, Round round) {
        if (!item.tryBegin()) {
            return;
        }
        try {
            Begun begun = requests.begin(item.request(), () -> askOrRefuse(job, item, round));
            round.oneIsAsked();
            Optional<PendingLogoff> logoff = begun.asked().logoff().filter(accepted -> job.untilGone());
            if (logoff.isEmpty()) {
                finish(item, requests.end(begun, begun.asked().verdict()));
                return;
            }
            item.accepted(begun);
            // One that is gone is recorded at once, also while the caller still waits for another.
            CompletableFuture<?> unused = logoff.get().gone().thenRunAsync(() -> endWaits(List.of(item)), workers);
            if (round.isOver(nanoTime) || requests.isClosed()) {
                endWaits(List.of(item));
            }
        } catch (RuntimeException e) {
            log.error(
                    "{} {} failed unexpectedly",
                    item.request().operation(),
                    item.request().arguments(),
                    e);
            open.remove(item);
            item.answer().completeExceptionally(e);
        }
    }

    private Asked askOrRefuse(Job job, BulkItem item, Round round) {
        Candidate candidate = item.candidate();
        return round.refusal()
                .or(requests::refusalWhenOff)
                .or(candidate::problem)
                .or(() -> job.unclear().apply(candidate.session()))
                .map(Asked::over)
                .orElseGet(() ->
                        job.action().ask(item.request(), candidate.session(), round.deadline(), round.admission()));
    }

    /** Ends those that Windows has accepted, be they gone or not, with one write to the audit trail. */
    private void endWaits(Collection<BulkItem> items) {
        List<BulkItem> ended = new ArrayList<>();
        List<Ended> verdicts = new ArrayList<>();
        items.forEach(item -> item.tryEndWait().ifPresent(begun -> {
            ended.add(item);
            verdicts.add(new Ended(begun, logoffs.outcomeNow(begun.asked())));
        }));
        finish(ended, requests.endAll(verdicts));
    }

    private void finish(List<BulkItem> items, List<LogoffAnswer> answers) {
        for (int i = 0; i < items.size(); i++) {
            finish(items.get(i), answers.get(i));
        }
    }

    private void finish(BulkItem item, LogoffAnswer answer) {
        open.remove(item);
        item.answer().complete(answer);
    }

    private void await(BulkItem item, long deadline) {
        try {
            boolean unused = requests.waits().await(item.answer(), deadline - nanoTime.getAsLong());
        } catch (IllegalStateException e) {
            log.debug("{} has failed, which was logged", item.request().operation(), e);
        }
    }

    /** Nobody waits any more for what has no answer yet; the worker that asks Windows answers to the audit trail. */
    private LogoffAnswer answerNow(BulkItem item, long start) {
        if (item.answer().isCompletedExceptionally()) {
            return answer(
                    item,
                    start,
                    Outcome.FAILED,
                    "This session failed unexpectedly; the audit trail tells whether Windows was asked.");
        }
        return Optional.ofNullable(item.answer().getNow(null))
                .orElseGet(() -> answer(
                        item,
                        start,
                        Outcome.PENDING,
                        requests.isClosed()
                                ? "The service is stopping while Windows is being asked; whether it took effect is not"
                                        + " known."
                                : "Windows has not answered for this session yet, or its turn has not come; it is asked"
                                        + " for all the same."));
    }

    private LogoffAnswer answer(BulkItem item, long start, Outcome outcome, String message) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        return item.request().answer(requests.host(), Verdict.of(outcome, message), elapsed);
    }

    /** Refuses what was not begun and answers what Windows has accepted, of all bulk requests; from now on none is begun. */
    @Override
    public void close() {
        requests.refuseNew();
        List<BulkItem> unasked = open.stream().filter(BulkItem::tryBegin).toList();
        finish(
                unasked,
                requests.refuseAll(unasked.stream().map(BulkItem::request).toList(), Verdict.stopping()));
        endWaits(open);
    }

    private LogoffAnswer answerWithoutSession(Job job, Verdict verdict) {
        return requests.runAdmitted(job.request(), () -> verdict);
    }
}
