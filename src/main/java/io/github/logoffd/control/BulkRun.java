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
 * Executes one bulk request: workers call Windows for each session, the caller waits on its own thread with one
 * deadline for all. Thread-safe.
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

    /** The items without an answer. */
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

    /** Refuses all of them, or none: when too many match, or the rate limits do not allow all. */
    private Step admitAll(List<Found> sessions) {
        long matches = sessions.stream().filter(job::counts).count();
        if (matches > job.atMost()) {
            return Step.Refused.by(
                    BuiltInRule.AT_MOST,
                    matches + " sessions match, more than atMost allows (" + job.atMost() + "); nothing was done.");
        }
        return job.request().isAboutLogoff() ? admission.reserve(likely(sessions)) : Step.next();
    }

    /** Returns the number of logoffs that Windows is likely to be called for. */
    private int likely(List<Found> sessions) {
        return (int) sessions.stream()
                .filter(Found::isIdentified)
                .filter(job::counts)
                .filter(found -> logoffs.refusal(found.session().orElseThrow()).isEmpty())
                .count();
    }

    /** During shutdown the workers accept no tasks; items that were not started are refused then. */
    private void start(BulkItem item, Step allowed) {
        try {
            workers.execute(() -> carryOut(item, allowed));
        } catch (RejectedExecutionException e) {
            log.debug("{} is no longer started", item.request().operation(), e);
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

    /** Releases unused reservations before any caller is answered. */
    private void oneIsAskedFor() {
        if (notAskedFor.decrementAndGet() == 0) {
            admission.close();
        }
    }

    /** A session that is gone is recorded at once, also while the caller still waits for another. */
    private void awaitEnd(BulkItem item, RecordedRequest recorded, PendingLogoff logoff) {
        item.accepted(recorded);
        CompletableFuture<?> unused = logoff.gone().thenRunAsync(() -> endWaits(List.of(item)), workers);
        if (deadline - nanoTime.getAsLong() <= 0 || requests.isClosed()) {
            endWaits(List.of(item));
        }
    }

    /** Completes all items that Windows has accepted, gone or not, with one write to the audit trail. */
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
            log.debug("{} has failed; the failure is in the log", item.request().operation(), e);
        }
    }

    /**
     * No caller waits any longer for items without an answer; the worker that calls Windows records the answer in the
     * audit trail.
     */
    private LogoffAnswer answerNow(BulkItem item) {
        if (item.answer().isCompletedExceptionally()) {
            return answer(
                    item,
                    Step.Failed.because(
                            "This session failed unexpectedly; the audit trail shows whether Windows was called."));
        }
        LogoffAnswer answer = item.answer().getNow(null);
        return answer != null ? answer : answer(item, Step.Accepted.of(Outcome.PENDING, whyNotAnswered()));
    }

    private String whyNotAnswered() {
        return requests.isClosed()
                ? "The service is stopping during the call to Windows; whether it took effect is not known."
                : "Windows has not answered for this session yet, or has not been called yet; the request continues.";
    }

    private LogoffAnswer answer(BulkItem item, Step.Ended end) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        return item.request().answer(requests.host(), end, elapsed);
    }

    /** Refuses items that were not started and answers those that Windows has accepted. */
    void stop() {
        List<BulkItem> unasked = open.stream().filter(BulkItem::tryBegin).toList();
        finish(
                unasked,
                requests.refuseAll(unasked.stream().map(BulkItem::request).toList(), Step.Refused.stopping()));
        endWaits(open);
    }

    /** Returns whether every session has an answer. */
    boolean isOver() {
        return started && open.isEmpty();
    }
}
