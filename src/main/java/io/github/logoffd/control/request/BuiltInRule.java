package io.github.logoffd.control.request;

/**
 * Rules that refuse a request whatever the configuration says. Other refusals are named after the key of
 * {@code logoffd.properties} that causes them.
 */
public enum BuiltInRule {
    CONSOLE("console", Outcome.REFUSED_PROTECTED, "The session is the console of the machine."),
    SERVICES("services", Outcome.REFUSED_PROTECTED, "The session is session 0, which runs the machine's services."),
    LISTENER("listener", Outcome.REFUSED_PROTECTED, "It is an RDP listener; resetting it would end all its sessions."),
    NOBODY("nobody", Outcome.REFUSED_PROTECTED, "No user is logged on to the session."),
    UNKNOWN_LOGON(
            "unknownLogon", Outcome.REFUSED_PROTECTED, "The logon time is unknown, so the logon could be another one."),
    OWN_SESSION("ownSession", Outcome.REFUSED_PROTECTED, "The service itself runs in the session."),
    EXPECTED_USER("expectedUser", Outcome.REFUSED_USER, "The session belongs to a user other than the expected one."),
    ALLOWED_STATES("allowedStates", Outcome.REFUSED_STATE, "The session is not in a state that the request allows."),
    UNKNOWN_STATE(
            "unknownState",
            Outcome.REFUSED_STATE,
            "The session is in an unknown state, and the request does not name UNKNOWN."),
    UNUSED_TIME(
            "unusedTime",
            Outcome.REFUSED_STATE,
            "The session was not disconnected or idle for as long as the request requires."),
    CONTRADICTORY_TIMES(
            "contradictoryTimes",
            Outcome.REFUSED_STATE,
            "The times that Windows reports for the session contradict each other."),
    CLOCK_SET(
            "clockSet",
            Outcome.REFUSED_STATE,
            "The clock of the host was set, and the session has not been observed unused for as long as the request requires."),
    UNKNOWN_TIME(
            "unknownTime", Outcome.REFUSED_STATE, "How long the session has been disconnected or idle is unknown."),
    INACTIVE_NAME("inactiveName", Outcome.REFUSED_STATE, "A session that is not active was addressed by its name."),
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

    /** Returns the name as written to the audit trail. */
    public String text() {
        return text;
    }

    /** Returns the outcome of refused requests. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the description, one sentence. */
    public String meaning() {
        return meaning;
    }
}
