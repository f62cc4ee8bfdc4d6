package io.github.logoffd.audit.history;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** A line of the journal as a sentence. Stateless. */
public final class HistorySentence {

    private static final Map<String, String> REQUESTS = Map.ofEntries(
            Map.entry("logoff", "a logoff"),
            Map.entry("logoffSession", "a logoff"),
            Map.entry("requestLogoff", "a logoff"),
            Map.entry("logoffDisconnected", "the logoff of disconnected sessions"),
            Map.entry("logoffAll", "the logoff of all sessions"),
            Map.entry("logoffSelected", "the logoff of selected sessions"),
            Map.entry("warnAndLogoff", "a warning and a later logoff"),
            Map.entry("warnSelected", "a warning of selected sessions and their later logoff"),
            Map.entry("cancelLogoff", "the end of a countdown"),
            Map.entry("disconnect", "a disconnect"),
            Map.entry("msg", "a message"),
            Map.entry("sendMessage", "a message"),
            Map.entry("sendMessageToAll", "a message to all users"),
            Map.entry("messageSelected", "a message to selected sessions"),
            Map.entry("ask", "a question"));

    /** What the arguments of the logoff at the end of a countdown begin with. */
    private static final String DUE = "due=";

    private static final int MILLIS = 1000;

    private HistorySentence() {}

    /** Returns the sentence. It can have characters that do not show as what they are. */
    public static String of(HistoryLine line) {
        return switch (line.text("phase")) {
            case "ASKED" -> asked(line);
            case "ANSWERED" -> answer(line, " was answered");
            case "ENDED" -> answer(line, " has ended");
            case "SESSION" -> session(line);
            case "DENIED" -> "A request of " + caller("a caller", line) + " was denied: " + line.text("message");
            default -> line.text("message");
        };
    }

    private static String asked(HistoryLine line) {
        return what(line)
                + part(", for the reason \"", line.text("reason"), "\"")
                + part(", with the request id ", line.text("requestId"), "")
                + (line.flag("dryRun") ? ", as a dry run." : ".");
    }

    private static String what(HistoryLine line) {
        return isDue(line)
                ? "The logoff that " + caller("a caller", line) + " asked for is due at " + dueTime(line)
                : caller("A caller", line) + " asked for " + request(line) + part(" with ", line.text("arguments"), "");
    }

    private static boolean isDue(HistoryLine line) {
        return line.text("arguments").startsWith(DUE);
    }

    private static String dueTime(HistoryLine line) {
        return line.text("arguments").substring(DUE.length());
    }

    private static String answer(HistoryLine line, String what) {
        long millis = line.number("elapsedMillis");
        return "The request of " + caller("a caller", line) + " for " + request(line) + what
                + (millis < 0 ? "" : " after " + duration(millis))
                + " with " + line.text("outcome") + ": " + line.text("message");
    }

    private static String session(HistoryLine line) {
        return switch (line.text("event")) {
            case "logoffd.session.logon" ->
                line.text("account") + " logged on to session " + line.number("id") + " of " + line.text("host")
                        + client(line) + '.';
            case "logoffd.session.connected" ->
                "A client connected to session " + line.number("id") + " of " + line.text("host") + client(line) + '.';
            default -> line.text("message");
        };
    }

    private static String client(HistoryLine line) {
        String name = line.text("clientName");
        String address = line.text("clientAddress");
        if (name.isEmpty()) {
            return part(" from ", address, "");
        }
        return " from " + name + part(" (", address, ")");
    }

    private static String caller(String unknown, HistoryLine line) {
        String user = line.text("user");
        return (user.isEmpty() ? unknown : user)
                + part(" (", line.text("role"), ")")
                + part(" by ", line.text("channel"), "")
                + part(" from ", line.text("address"), "");
    }

    private static String request(HistoryLine line) {
        if (isDue(line)) {
            return "the logoff that was due at " + dueTime(line);
        }
        String operation = line.text("operation");
        return REQUESTS.getOrDefault(operation, operation);
    }

    private static String part(String before, String text, String after) {
        return text.isEmpty() ? "" : before + text + after;
    }

    private static String duration(long millis) {
        if (millis < MILLIS) {
            return millis + " ms";
        }
        Duration whole = Duration.ofMillis(millis);
        if (whole.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) MILLIS);
        }
        return whole.toMinutes() + " min " + whole.toSecondsPart() + " s";
    }
}
