package io.github.logoffd.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * What one check has found. Immutable.
 *
 * @param check the name of the check
 * @param messages at least one sentence; those of a problem say what to do
 */
record Finding(String check, Mark mark, List<String> messages) {

    Finding {
        messages = List.copyOf(messages);
    }

    static Finding ok(String check, String message) {
        return new Finding(check, Mark.OK, List.of(message));
    }

    static Finding warn(String check, String message) {
        return new Finding(check, Mark.WARN, List.of(message));
    }

    static Finding fail(String check, String message) {
        return new Finding(check, Mark.FAIL, List.of(message));
    }

    /** Collects the problems of one check. */
    static final class Collector {

        private final String check;
        private final List<String> failures = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Collector(String check) {
            this.check = check;
        }

        void fail(String message) {
            failures.add(message);
        }

        void warn(String message) {
            warnings.add(message);
        }

        boolean hasFailures() {
            return !failures.isEmpty();
        }

        /**
         * Returns the finding with all problems, failures first.
         *
         * @param whenNone the message when there is no problem
         */
        Finding finding(String whenNone) {
            List<String> all = new ArrayList<>(failures);
            all.addAll(warnings);
            if (all.isEmpty()) {
                return ok(check, whenNone);
            }
            return new Finding(check, hasFailures() ? Mark.FAIL : Mark.WARN, all);
        }
    }
}
