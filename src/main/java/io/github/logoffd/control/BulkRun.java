package io.github.logoffd.control;

import io.github.logoffd.control.SessionFinder.Found;
import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PendingLogoff;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.Admission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one bulk request: workers ask Windows for all sessions, the caller waits on its own thread for all of them with one deadline.
 * Thread-safe.
 */
final class BulkRun {

    private static final Logger log = LoggerFactory.getLogger(BulkRun.class);

    private final BulkJob job;
    private final HostRequests requests;
    private final LogoffService logoffs;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private final Admission admission;
    private final long start;
    private final long deadline;

    /** Without an answer yet. */
    private final Set<BulkItem> open = ConcurrentHashMap.newKeySet();

    private final AtomicInteger notAskedFor = new AtomicInteger();
    private volatile boolean started;

    BulkRun(BulkJob job, HostRequests requests, LogoffService logoffs, Executor workers, LongSupplier nanoTime) {
        this.job = job;
        this.requests = requests;
        this.logoffs = logoffs;
        this.workers = workers;
        this.nanoTime = nanoTime;
        this.admission = requests.admission(job.request());
        this.start = nanoTime.getAsLong();
        this.deadline = start + requests.limits().timeout().toNanos();
    }

    /** Returns one answer for each session, in their order. */
    List<LogoffAnswer> carryOut(List<Found> sessions) {
        Step allowed = admitAll(sessions);
        List<BulkItem> items = sessions.stream().map(job::item).toList();
        open.addAll(items);
        started = true;
        notAskedFor.set(items.size());
        items.forEach(item -> start(item, allowed));
        items.forEach(this::await);
        endWaits(items);
        return items.stream().map(this::answerNow).toList();
    }

    /** Refuses all of them, or none: when too many match, or the limits have no room for all. */
    private Step admitAll(List<Found> sessions) {
        long matches = sessions.stream().filter(job::counts).count();
        if (matches > job.atMost()) {
            return Step.Refused.by(
                    BuiltInRule.AT_MOST,
                    matches + " sessions match, more than atMost allows (" + job.atMost() + "); nothing was done.");
        }
        return job.request().isAboutLogoff() ? admission.reserve(likely(sessions)) : Step.next();
    }

    /** Returns how many logoffs Windows is likely to be asked for. */
    private int likely(List<Found> sessions) {
        return (int) sessions.stream()
                .filter(Found::isIdentified)
                .filter(job::counts)
                .filter(found -> logoffs.refusal(found.session().orElseThrow()).isEmpty())
                .count();
    }

    /** At the end of the service the workers take no more; what they have not begun is refused then. */
    private void start(BulkItem item, Step allowed) {
        try {
            workers.execute(() -> carryOut(item, allowed));
        } catch (RejectedExecutionException e) {
            log.debug("{} is not begun any more", item.request().operation(), e);
        }
    }

    private void carryOut(BulkItem item, Step allowed) {
        if (!item.tryBegin()) {
            return;
        }
        try {
            Step found = allowed.then(requests::refusalWhenOff).then(item::found);
            RecordedRequest recorded = job.action().begin(item.request(), found, admission, deadline);
            oneIsAskedFor();
            if (job.untilGone() && recorded.end().logoff().isPresent()) {
                awaitEnd(item, recorded, recorded.end().logoff().get());
            } else {
                finish(item, requests.answer(recorded).answer());
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

    /** Room that nobody can use any more is given back before anybody is answered. */
    private void oneIsAskedFor() {
        if (notAskedFor.decrementAndGet() == 0) {
            admission.close();
        }
    }

    /** One that is gone is recorded at once, also while the caller still waits for another. */
    private void awaitEnd(BulkItem item, RecordedRequest recorded, PendingLogoff logoff) {
        item.accepted(recorded);
        CompletableFuture<?> unused = logoff.gone().thenRunAsync(() -> endWaits(List.of(item)), workers);
        if (deadline - nanoTime.getAsLong() <= 0 || requests.isClosed()) {
            endWaits(List.of(item));
        }
    }

    /** Ends those that Windows has accepted, be they gone or not, with one write to the audit trail. */
    private void endWaits(Collection<BulkItem> items) {
        List<BulkItem> ended = new ArrayList<>();
        List<RecordedRequest> recorded = new ArrayList<>();
        items.forEach(item -> item.tryEndWait().ifPresent(waiting -> {
            waiting.endsWith(logoffs.pipeline().verified(waiting.end(), nanoTime.getAsLong()));
            ended.add(item);
            recorded.add(waiting);
        }));
        requests.answerAll(recorded);
        finish(ended, recorded.stream().map(RecordedRequest::answer).toList());
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

    private void await(BulkItem item) {
        try {
            boolean unused = requests.waits().await(item.answer(), deadline - nanoTime.getAsLong());
        } catch (IllegalStateException e) {
            log.debug("{} has failed, which was logged", item.request().operation(), e);
        }
    }

    /** Nobody waits any more for what has no answer yet; the worker that asks Windows answers to the audit trail. */
    private LogoffAnswer answerNow(BulkItem item) {
        if (item.answer().isCompletedExceptionally()) {
            return answer(
                    item,
                    Step.Failed.because(
                            "This session failed unexpectedly; the audit trail tells whether Windows was asked."));
        }
        LogoffAnswer answer = item.answer().getNow(null);
        return answer != null ? answer : answer(item, Step.Accepted.of(Outcome.PENDING, whyNotAnswered()));
    }

    private String whyNotAnswered() {
        return requests.isClosed()
                ? "The service is stopping while Windows is being asked; whether it took effect is not known."
                : "Windows has not answered for this session yet, or its turn has not come; it is asked for all the same.";
    }

    private LogoffAnswer answer(BulkItem item, Step.Ended end) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        return item.request().answer(requests.host(), end, elapsed);
    }

    /** Refuses what was not begun and answers what Windows has accepted. */
    void stop() {
        List<BulkItem> unasked = open.stream().filter(BulkItem::tryBegin).toList();
        finish(
                unasked,
                requests.refuseAll(unasked.stream().map(BulkItem::request).toList(), Step.Refused.stopping()));
        endWaits(open);
    }

    /** Tells whether every session has an answer. */
    boolean isOver() {
        return started && open.isEmpty();
    }
}
