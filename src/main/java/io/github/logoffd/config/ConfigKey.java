package io.github.logoffd.config;

/**
 * Every key of {@code logoffd.properties}. The shipped file holds each with its default; a test keeps the two together.
 */
public enum ConfigKey {
    HOSTS("hosts"),
    HOST_TIMEOUT("host.timeout"),
    REFRESH_INTERVAL("refresh.interval"),
    LOGOFF_TIMEOUT("logoff.timeout"),
    LOGOFF_MAX_WAITING("logoff.maxWaiting"),
    REQUEST_IDS_KEPT("request.idsKept"),
    COUNTDOWN_FILE("countdown.file"),
    ACTING_ENABLED("acting.enabled"),
    ACTING_DRY_RUN("acting.dryRun"),
    HISTORY_REQUIRE_REASON("history.requireReason"),
    GUARD_PROTECTED_ACCOUNTS("guard.protectedAccounts"),
    GUARD_PROTECTED_SESSIONS("guard.protectedSessions"),
    GUARD_ONLY_STATES("guard.onlyStates"),
    GUARD_SPARE_ACTIVE("guard.spareActive"),
    GUARD_SPARE_LOCKED("guard.spareLocked"),
    LIMIT_LOGOFFS_PER_MINUTE("limit.logoffsPerMinute"),
    LIMIT_LOGOFFS_PER_HOUR("limit.logoffsPerHour"),
    LIMIT_ALL_LOGOFFS_PER_MINUTE("limit.allLogoffsPerMinute"),
    LIMIT_ALL_LOGOFFS_PER_HOUR("limit.allLogoffsPerHour"),
    LIMIT_PERCENT_OF_USERS("limit.percentOfUsers"),
    HTTP_ADDRESS("http.address"),
    HTTP_PORT("http.port"),
    HTTP_CONNECTIONS("http.connections"),
    HTTP_HOSTS("http.hosts"),
    HTTP_MAX_REQUEST_BYTES("http.maxRequestBytes"),
    HTTP_ALLOW_PLAIN_TEXT_ON_THE_NETWORK("http.allowPlainTextOnTheNetwork"),
    CONSOLE_IDLE("console.idle"),
    USERS_FILE("users.file"),
    TLS_KEYSTORE("tls.keystore"),
    TLS_KEY("tls.key"),
    TLS_PASSWORD_FILE("tls.passwordFile"),
    TLS_CLIENT_CA("tls.clientCa"),
    TLS_CLIENT_CERTIFICATES("tls.clientCertificates"),
    RMI_ENABLED("rmi.enabled"),
    RMI_ADDRESS("rmi.address"),
    RMI_PORT("rmi.port"),
    RMI_HOST("rmi.host"),
    EVENTS_BUFFER("events.buffer"),
    EVENTS_MAX_STREAMS("events.maxStreams"),
    METRICS_SESSIONS("metrics.sessions"),
    METRICS_USERS("metrics.users"),
    METRICS_MAX_SESSIONS("metrics.maxSessions"),
    HOOKS_ALERTMANAGER_ENABLED("hooks.alertmanager.enabled"),
    HOOKS_ALERTMANAGER_ALERTS("hooks.alertmanager.alerts"),
    HOOKS_ALERTMANAGER_STATES("hooks.alertmanager.states"),
    HOOKS_ALERTMANAGER_MINIMUM_TIME("hooks.alertmanager.minimumTime"),
    HOOKS_ALERTMANAGER_DRY_RUN("hooks.alertmanager.dryRun"),
    HOOKS_ALERTMANAGER_HOST_LABEL("hooks.alertmanager.hostLabel"),
    HOOKS_ALERTMANAGER_KEY_LABEL("hooks.alertmanager.keyLabel"),
    HOOKS_ALERTMANAGER_USER_LABEL("hooks.alertmanager.userLabel"),
    HOOKS_ALERTMANAGER_STATES_LABEL("hooks.alertmanager.statesLabel"),
    HOOKS_ALERTMANAGER_SECONDS_LABEL("hooks.alertmanager.secondsLabel"),
    AUDIT_FILE("audit.file"),
    HISTORY_KEEP_ACTS("history.keep.acts"),
    HISTORY_KEEP_SESSIONS("history.keep.sessions"),
    HISTORY_KEEP_DENIALS("history.keep.denials"),
    HISTORY_KEEP_SERVICE("history.keep.service"),
    HISTORY_MAX_BYTES_ACTS("history.maxBytes.acts"),
    HISTORY_MAX_BYTES_SESSIONS("history.maxBytes.sessions"),
    HISTORY_MAX_BYTES_DENIALS("history.maxBytes.denials"),
    HISTORY_MAX_BYTES_SERVICE("history.maxBytes.service"),
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
