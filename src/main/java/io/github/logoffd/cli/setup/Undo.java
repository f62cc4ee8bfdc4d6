package io.github.logoffd.cli.setup;

import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way back from a failed installation: every step adds how it is undone, and the last one is undone first. */
final class Undo {

    private final Deque<Step> steps = new ArrayDeque<>();

    /** One step back. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, SetupException;
    }

    void add(Step step) {
        steps.push(step);
    }

    /**
     * Undoes everything. A step that fails does not keep the others from being undone.
     *
     * @return what could not be undone, one sentence each
     */
    List<String> run() {
        List<String> failures = new ArrayList<>();
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (IOException e) {
                failures.add("Not everything could be undone (" + ErrorText.of(e) + ").");
            } catch (SetupException e) {
                failures.add(ErrorText.of(e));
            }
        }
        return failures;
    }
}
