package io.github.logoffd.control;

import java.util.List;

/** Persistent list of the running countdowns, kept across a restart. */
@FunctionalInterface
public interface CountdownJournal {

    /**
     * Replaces the list. A failure is logged and not thrown: the countdown still runs, only a restart would not report
     * it.
     *
     * @param countdowns one line each: key, account and due time, separated by tabs
     */
    void write(List<String> countdowns);
}
