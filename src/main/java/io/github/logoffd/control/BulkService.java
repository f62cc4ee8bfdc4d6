package io.github.logoffd.control;

import io.github.logoffd.control.LogoffPipeline.Order;
import io.github.logoffd.control.SessionFinder.Found;
import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.Inactivity;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bulk operations: one answer for each session, in the order of ids; a failure does not stop the rest. A session that
 * may match but cannot be identified counts towards the limit and is answered as failed. Thread-safe.
 *
 * <p>Workers call Windows for each session; the caller waits on its own thread with one deadline for all,
 * {@code logoff.timeout} after the start. A session that Windows was not called for by then, because the others took
 * too long, is answered {@link Outcome#PENDING} and still processed: its audit lines have that later time. After a
 * shutdown every session has an answer, in the audit trail too: called and accepted, called with unknown result, or not
 * called.
 */
public final class BulkService implements AutoCloseable {

    private final LogoffService logoffs;
    private final MessageService messages;
    private final Countdowns countdowns;
    private final SessionFinder finder;
    private final HostRequests requests;
    private final Inactivity inactivity;
    private final Executor workers;
    private final LongSupplier nanoTime;

    /** The runs whose sessions may lack an answer. */
    private final Set<BulkRun> runs = ConcurrentHashMap.newKeySet();

    /** Creates the service; {@code workers} limits the number of concurrent calls. */
    BulkService(
            LogoffService logoffs,
            MessageService messages,
            Countdowns countdowns,
            SessionFinder finder,
            HostRequests requests,
            Inactivity inactivity,
            Executor workers,
            LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.messages = messages;
        this.countdowns = countdowns;
        this.finder = finder;
        this.requests = requests;
        this.inactivity = inactivity;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs off every disconnected user session.
     *
     * @param olderThanSeconds how long they must have been disconnected
     * @param atMost when more match, none is logged off
     * @throws IllegalArgumentException when an argument is invalid
     */
    public List<LogoffAnswer> logoffDisconnected(long olderThanSeconds, int atMost, boolean wait) {
        if (olderThanSeconds < 0) {
            throw new IllegalArgumentException("olderThanSeconds is " + olderThanSeconds + ". Give 0 or more seconds.");
        }
        requireLimit(atMost);
        return onFresh(new BulkJob(
                request(
                        "logoffDisconnected",
                        "olderThanSeconds=" + olderThanSeconds + " atMost=" + atMost + " wait=" + wait),
                session -> isDisconnectedUser(session)
                        && (inactivity.isAtLeast(olderThanSeconds, session)
                                || !inactivity
                                        .unclear(olderThanSeconds, session)
                                        .continues()),
                session -> inactivity.unclear(olderThanSeconds, session),
                BulkService::isDisconnectedUser,
                atMost,
                wait,
                (request, found, admission, deadline) -> logoffs.pipeline()
                        .begin(new Order(request, found, stillAway(request, olderThanSeconds), admission, deadline))));
    }

    private Demand stillAway(Request request, long seconds) {
        return fresh -> fresh.state() == SessionState.DISCONNECTED
                ? inactivity.refusal(
                        seconds, request.target().flatMap(Session::identity).orElseThrow(), fresh)
                : Step.Refused.by(
                        BuiltInRule.UNUSED_TIME,
                        "The session is no longer disconnected; its state is " + fresh.state() + '.');
    }

    /**
     * Logs off every user session but the console.
     *
     * @param atMost when more match, none is logged off
     * @throws IllegalArgumentException when an argument is invalid
     */
    public List<LogoffAnswer> logoffAll(int atMost, boolean wait) {
        requireLimit(atMost);
        return onFresh(new BulkJob(
                request("logoffAll", "atMost=" + atMost + " wait=" + wait),
                BulkService::isUser,
                session -> Step.next(),
                BulkService::isUser,
                atMost,
                wait,
                (request, found, admission, deadline) ->
                        logoffs.pipeline().begin(new Order(request, found, Demand.NONE, admission, deadline))));
    }

    /**
     * Logs off the logons that these Keys name, without waiting for their end; one answer for each, in the order of the
     * Keys. A Key whose logon is gone is answered GONE, also when its id belongs to another logon.
     *
     * @param atMost when more are selected, none is logged off
     * @param reason the reason, for the audit trail
     * @param dryRun whether to do everything except calling Windows
     * @throws IllegalArgumentException when an argument is invalid
     */
    public List<LogoffAnswer> logoffSelected(List<String> keys, int atMost, String reason, boolean dryRun) {
        requireLimit(atMost);
        SelectedKeys selected = SelectedKeys.of(keys);
        TextLength.require("reason", reason, TextLength.OF_A_REASON);
        Request request = requests.asOfNow(new Request(
                requests.caller().because(reason),
                "logoffSelected",
                "keys=" + selected + " atMost=" + atMost + " reason=" + reason + " dryRun=" + dryRun,
                Optional.empty(),
                "",
                dryRun));
        return onSelected(
                request,
                selected,
                atMost,
                (each, found, admission, deadline) ->
                        logoffs.pipeline().begin(new Order(each, found, Demand.NONE, admission, deadline)));
    }

    /**
     * Warns the users of the logons that these Keys name and logs them off later; one answer for each, in the order of
     * the Keys.
     *
     * @param atMost when more are selected, none is warned
     * @param graceSeconds the delay in seconds, 1 to 86400
     * @param reason the reason, for the audit trail
     * @param dryRun whether to do everything except calling Windows
     * @throws IllegalArgumentException when an argument is invalid
     */
    public List<LogoffAnswer> warnSelected(
            List<String> keys, int atMost, String message, int graceSeconds, String reason, boolean dryRun) {
        requireLimit(atMost);
        Countdowns.requireGrace(graceSeconds);
        SelectedKeys selected = SelectedKeys.of(keys);
        TextLength.require("reason", reason, TextLength.OF_A_REASON);
        Message warning = MessageService.warning(message);
        Request request = requests.asOfNow(new Request(
                requests.caller().because(reason),
                "warnSelected",
                "keys=" + selected + " atMost=" + atMost + " message=" + message + " graceSeconds=" + graceSeconds
                        + " reason=" + reason + " dryRun=" + dryRun,
                Optional.empty(),
                "",
                dryRun));
        return onSelected(
                request,
                selected,
                atMost,
                recorded((each, target) -> countdowns.warn(each, target, warning, graceSeconds)));
    }

    /**
     * Shows a message to the users of the logons that these Keys name; one answer for each, in the order of the Keys.
     *
     * @param atMost when more are selected, none is shown
     * @param dryRun whether to do everything except calling Windows
     * @throws IllegalArgumentException when an argument is invalid
     */
    public List<LogoffAnswer> messageSelected(
            List<String> keys, int atMost, String title, String text, boolean dryRun) {
        requireLimit(atMost);
        SelectedKeys selected = SelectedKeys.of(keys);
        Message message = MessageService.announcement(title, text);
        Request request = requests.asOfNow(new Request(
                requests.caller(),
                "messageSelected",
                "keys=" + selected + " atMost=" + atMost + " title=" + title + " text=" + text + " dryRun=" + dryRun,
                Optional.empty(),
                "",
                dryRun));
        return onSelected(request, selected, atMost, recorded(showing(message)));
    }

    private List<LogoffAnswer> onSelected(Request request, SelectedKeys selected, int atMost, BulkJob.Action action) {
        return onFresh(
                new BulkJob(request, session -> true, session -> Step.next(), session -> true, atMost, false, action),
                () -> selected.find(finder));
    }

    private BiFunction<RecordedRequest, Session, Step> showing(Message message) {
        return (recorded, target) -> messages.show(recorded.request(), target, message, new AtomicReference<>());
    }

    /** The action that records the intent for each session, and is then done with what it answers. */
    private BulkJob.Action recorded(BiFunction<RecordedRequest, Session, Step> act) {
        return (request, found, admission, deadline) -> {
            RecordedRequest recorded = requests.record(request);
            recorded.carryOut(
                    () -> found.then(() -> act.apply(recorded, request.target().orElseThrow())));
            return recorded;
        };
    }

    /**
     * Shows a message in every session that has a user, including the console.
     *
     * @throws IllegalArgumentException when title or text cannot be shown
     */
    public List<LogoffAnswer> sendMessageToAll(String title, String text) {
        Message message = MessageService.announcement(title, text);
        return onFresh(new BulkJob(
                request("sendMessageToAll", "title=" + title + " text=" + text),
                session -> session.row().hasUser(),
                session -> Step.next(),
                session -> session.row().hasUser(),
                Integer.MAX_VALUE,
                false,
                recorded(showing(message))));
    }

    private Request request(String operation, String arguments) {
        return requests.asOfNow(new Request(requests.caller(), operation, arguments, Optional.empty(), "", false));
    }

    private static void requireLimit(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost is " + atMost + ". Give 1 or more sessions.");
        }
    }

    private static boolean isUser(Session session) {
        return session.row().kind() == SessionKind.USER;
    }

    private static boolean isDisconnectedUser(Session session) {
        return isUser(session) && session.row().state() == SessionState.DISCONNECTED;
    }

    private List<LogoffAnswer> onFresh(BulkJob job) {
        return onFresh(job, () -> matching(job));
    }

    /** Every session that matches, in the order of ids. */
    private List<Found> matching(BulkJob job) {
        return finder.all().stream()
                .filter(job::concerns)
                .sorted(Comparator.comparingLong(
                        found -> found.session().orElseThrow().id()))
                .toList();
    }

    /** The whole job counts as one request in progress: its items must not be refused one by one. */
    private List<LogoffAnswer> onFresh(BulkJob job, Supplier<List<Found>> find) {
        Step entered = requests.enter();
        try {
            Step allowed = entered.then(() -> requests.refusalWithoutReason(job.request()));
            return allowed instanceof Step.Ended refused
                    ? List.of(requests.runEntered(job.request(), () -> refused))
                    : carryOut(job, find);
        } finally {
            requests.leave(entered);
        }
    }

    /**
     * An answer without a session means that the host could not be read: an empty list would mean that nothing matches.
     */
    private List<LogoffAnswer> carryOut(BulkJob job, Supplier<List<Found>> find) {
        BulkRun run = new BulkRun(job, requests, logoffs, workers, nanoTime);
        List<Found> sessions;
        try {
            sessions = find.get();
        } catch (SessionApiException e) {
            Step failed = Step.Failed.because(e, "The sessions could not be read; nothing was done.");
            return List.of(requests.runEntered(job.request(), () -> failed));
        }
        runs.removeIf(BulkRun::isOver);
        runs.add(run);
        return run.carryOut(sessions);
    }

    /**
     * Refuses items that were not started and answers those that Windows has accepted, for all bulk requests;
     * afterwards none is started.
     */
    @Override
    public void close() {
        requests.refuseNew();
        runs.forEach(BulkRun::stop);
    }
}
