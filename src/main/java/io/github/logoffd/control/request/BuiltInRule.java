package io.github.logoffd.control.request;

/**
 * What turns a request down whatever the configuration says. Other refusals have the name of the key of {@code logoffd.properties} that
 * wants them.
 */
public enum BuiltInRule {
    CONSOLE("console", Outcome.REFUSED_PROTECTED, "The session is the console of the machine."),
    SERVICES("services", Outcome.REFUSED_PROTECTED, "The session is that of the machine's services."),
    LISTENER("listener", Outcome.REFUSED_PROTECTED, "It is a listener, whose end would be that of all its sessions."),
    NOBODY("nobody", Outcome.REFUSED_PROTECTED, "Nobody is logged on to the session."),
    UNKNOWN_LOGON(
            "unknownLogon", Outcome.REFUSED_PROTECTED, "The logon time is unknown, so the logon could be another one."),
    OWN_SESSION("ownSession", Outcome.REFUSED_PROTECTED, "The service itself runs in the session."),
    EXPECTED_USER(
            "expectedUser", Outcome.REFUSED_USER, "The session is that of another user than the request expects."),
    ALLOWED_STATES("allowedStates", Outcome.REFUSED_STATE, "The session is in another state than the request allows."),
    UNKNOWN_STATE(
            "unknownState",
            Outcome.REFUSED_STATE,
            "The session is in a state that is not known here, and the request does not name UNKNOWN."),
    UNUSED_TIME(
            "unusedTime",
            Outcome.REFUSED_STATE,
            "The session was not disconnected or idle for as long as the request says."),
    CONTRADICTORY_TIMES(
            "contradictoryTimes",
            Outcome.REFUSED_STATE,
            "The times that Windows gives for the session contradict each other."),
    CLOCK_SET(
            "clockSet",
            Outcome.REFUSED_STATE,
            "The clock of the host was set, and the session has not been observed unused for as long as the request says."),
    UNKNOWN_TIME(
            "unknownTime", Outcome.REFUSED_STATE, "How long the session has been disconnected or idle is unknown."),
    INACTIVE_NAME("inactiveName", Outcome.REFUSED_STATE, "A session that is not active was asked for by its name."),
    AMBIGUOUS_NAME("ambiguousName", Outcome.REFUSED_STATE, "The name or id can mean two sessions."),
    AT_MOST("atMost", Outcome.REFUSED_LIMIT, "More sessions match than the request allows."),
    STOPPING("stopping", Outcome.REFUSED_DISABLED, "The service is stopping.");

    private final String text;
    private final Outcome outcome;
    private final String meaning;

    BuiltInRule(String text, Outcome outcome, String meaning) {
        this.text = text;
        this.outcome = outcome;
        this.meaning = meaning;
    }

    /** Returns the name as it stands in the audit. */
    public String text() {
        return text;
    }

    /** Returns the outcome of what it turns down. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns one sentence for people. */
    public String meaning() {
        return meaning;
    }
}
