package io.github.logoffd.config;

/** Key of earlier versions, still accepted so that an update starts with the configuration that is there. */
enum RetiredKey {
    AUDIT_MAX_BYTES("audit.maxBytes", "history.maxBytes.acts is the space of all files of the acts."),
    AUDIT_FILES("audit.files", "history.keep.acts and history.maxBytes.acts say how much is kept.");

    private final String key;
    private final String advice;

    RetiredKey(String key, String advice) {
        this.key = key;
        this.advice = advice;
    }

    String key() {
        return key;
    }

    /** Returns what is used in its place, one sentence. */
    String advice() {
        return advice;
    }
}
