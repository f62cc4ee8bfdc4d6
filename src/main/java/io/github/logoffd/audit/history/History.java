package io.github.logoffd.audit.history;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.support.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.h2.mvstore.MVStoreException;

/**
 * The journal as it can be queried. One thread makes the index, another one reads one page at a time; an interrupted
 * thread would close the files that it reads, so callers only wait. Thread-safe.
 */
public final class History implements HistorySource, AutoCloseable {

    private static final int WAITING_QUERIES = 32;
    private static final int IDLE_SECONDS = 60;
    private static final int LONGEST_SECONDS = 20;

    private final FileLocator locator;
    private final IndexThread index;
    private final ThreadPoolExecutor reader;

    private History(FileLocator locator, IndexThread index) {
        this.locator = locator;
        this.index = index;
        this.reader = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_QUERIES),
                DaemonThreads.named("history-query"));
        reader.allowCoreThreadTimeOut(true);
    }

    /**
     * Opens the history and begins to index what is not indexed yet. Never fails: without an index there is a
     * {@linkplain #problem problem}.
     *
     * @param files the files of the journal
     * @param indexFile the index
     * @param protection the protection of an index file that is created
     */
    public static History open(JournalFiles files, Path indexFile, ProtectedFiles protection) {
        FileLocator locator = new FileLocator(files);
        IndexThread index = new IndexThread(locator, indexFile.toAbsolutePath(), protection);
        index.start();
        return new History(locator, index);
    }

    /** Lets the index follow the journal, to which lines were appended; returns at once. */
    public void appended() {
        index.wake();
    }

    /** Returns why the history cannot be queried, in one sentence; empty when it can. */
    public Optional<String> problem() {
        return index.problem();
    }

    @Override
    public HistoryTotals totals() {
        return index.state().map(IndexState::totals).orElse(HistoryTotals.NONE);
    }

    /** Finds what was written before this call, unless the page says up to when it is complete. */
    @Override
    public HistoryPage find(HistoryQuery query) throws HistoryUnavailableException {
        Future<HistoryPage> page;
        try {
            page = reader.submit(() -> read(query));
        } catch (RejectedExecutionException e) {
            throw new HistoryUnavailableException(
                    "Too many queries of the history are waiting, or the service is stopping. Try again later.", e);
        }
        try {
            return page.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            page.cancel(false);
            throw new HistoryUnavailableException(
                    "The query of the history was not answered within " + LONGEST_SECONDS
                            + " seconds. Try again later.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("The wait for the history was ended.", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static HistoryUnavailableException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException invalid) {
            throw invalid;
        }
        if (cause instanceof HistoryUnavailableException unavailable) {
            return unavailable;
        }
        return new HistoryUnavailableException("The history could not be read (" + cause + ").", e);
    }

    private HistoryPage read(HistoryQuery query) throws IOException, InterruptedException {
        boolean complete = index.awaitCurrent();
        IndexState state = index.state()
                .orElseThrow(() -> new HistoryUnavailableException(
                        index.problem().orElse("The history is being opened. Try again later.")));
        try (PageReader page = new PageReader(query, state, locator)) {
            return page.page(complete);
        } catch (MVStoreException e) {
            index.failed(e);
            throw new HistoryUnavailableException(
                    "The index of the history could not be read and is being made anew. Try again later.", e);
        }
    }

    @Override
    public void close() {
        reader.shutdown();
        index.close();
    }
}
