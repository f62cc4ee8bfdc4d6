package io.github.logoffd.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chooses by chance what fails and what hangs, each once at most. Not thread-safe. */
final class Faults {

    private static final int[] CODES = {5, 87, 1722, 1726, 7022};
    private static final List<String> ACTING = List.of("WTSLogoffSession", "WTSDisconnectSession", "WTSSendMessageW");
    private static final List<String> OTHERS = List.of(
            "WTSEnumerateSessionsExW",
            "WTSEnumerateSessionsW",
            "WTSQuerySessionInformationW",
            "WTSEnumerateProcessesExW",
            "WTSWaitSystemEvent",
            "WTSOpenServerW",
            "WTSOpenServerExW");
    private static final int SHORTEST_HANG = 50;
    private static final int LONGEST_HANG = 3000;

    /**
     * A call that hangs inside Windows after its logon was checked hits the session that has the id when it continues,
     * and no one can prevent that. So these hang for less than the time that an id rests.
     */
    private static final int LONGEST_HANG_OF_ACTS = 500;

    private final Random random;
    private int failures;
    private int hangs;

    Faults(Random random) {
        this.random = random;
    }

    /** Returns rules for a scenario, mostly none. */
    List<String> next() {
        List<String> rules = new ArrayList<>();
        if (random.nextInt(100) < 10) {
            failures++;
            rules.add("fail\tfunction=" + function() + "\tcode=" + CODES[random.nextInt(CODES.length)] + "\ttimes=1");
        }
        if (random.nextInt(100) < 6) {
            hangs++;
            String function = function();
            int longest = ACTING.contains(function) ? LONGEST_HANG_OF_ACTS : LONGEST_HANG;
            int millis = SHORTEST_HANG + random.nextInt(longest - SHORTEST_HANG + 1);
            rules.add("hang\tfunction=" + function + "\tmillis=" + millis + "\ttimes=1");
        }
        return rules;
    }

    private String function() {
        List<String> functions = random.nextInt(3) == 0 ? ACTING : OTHERS;
        return functions.get(random.nextInt(functions.size()));
    }

    int failures() {
        return failures;
    }

    int hangs() {
        return hangs;
    }
}
