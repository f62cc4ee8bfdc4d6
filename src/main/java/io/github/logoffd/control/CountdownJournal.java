package io.github.logoffd.control;

import java.util.List;

/** Remembers the running countdowns across a restart. */
@FunctionalInterface
public interface CountdownJournal {

    /**
     * Replaces what is remembered. A failure is logged and not thrown: the countdown runs all the same, only a restart would forget it.
     *
     * @param countdowns one line each: key, account and due time, separated by tabs
     */
    void write(List<String> countdowns);
}
