package io.github.logoffd.audit.history;

import java.io.IOException;

/** The history cannot be queried at present. The message is one sentence. */
public final class HistoryUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    HistoryUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    HistoryUnavailableException(String sentence) {
        super(sentence);
    }
}
