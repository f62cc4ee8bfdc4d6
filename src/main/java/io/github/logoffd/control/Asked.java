package io.github.logoffd.control;

import java.util.Optional;

/**
 * What came of asking Windows.
 *
 * @param verdict the answer to a caller that does not wait
 * @param logoff the logoff that Windows has accepted and that can be waited for, empty when there is none
 */
record Asked(Verdict verdict, Optional<PendingLogoff> logoff) {

    /** Nothing more is to come. */
    static Asked over(Verdict verdict) {
        return new Asked(verdict, Optional.empty());
    }
}
