package io.github.logoffd.config;

/** Every key of {@code logoffd.properties}. The shipped file holds each with its default; a test keeps the two together. */
public enum ConfigKey {
    HOSTS("hosts"),
    HOST_TIMEOUT("host.timeout"),
    REFRESH_INTERVAL("refresh.interval"),
    LOGOFF_TIMEOUT("logoff.timeout"),
    LOGOFF_MAX_WAITING("logoff.maxWaiting"),
    REQUEST_IDS_KEPT("request.idsKept"),
    COUNTDOWN_FILE("countdown.file"),
    HTTP_ADDRESS("http.address"),
    HTTP_PORT("http.port"),
    HTTP_CONNECTIONS("http.connections"),
    HTTP_HOSTS("http.hosts"),
    HTTP_MAX_REQUEST_BYTES("http.maxRequestBytes"),
    EVENTS_BUFFER("events.buffer"),
    EVENTS_MAX_STREAMS("events.maxStreams"),
    AUDIT_FILE("audit.file"),
    AUDIT_MAX_BYTES("audit.maxBytes"),
    AUDIT_FILES("audit.files"),
    JOLOKIA_DIRECTORY("jolokia.directory");

    private final String key;

    ConfigKey(String key) {
        this.key = key;
    }

    /** Returns the key as it stands in the file. */
    public String key() {
        return key;
    }
}
