package io.github.logoffd.control;

/** Advice about a session that Windows does not finish to end, where logoffd has no stronger means. */
public final class StuckAdvice {

    private StuckAdvice() {}

    /** Returns what an operator can do about the session with this unique id. */
    public static String of(long id) {
        return "A repeated logoff calls Windows again. If that does not help, an administrator can use \"reset session "
                + id + "\" on the host, end the session's winlogon.exe, or restart the host; unsaved work is lost.";
    }
}
