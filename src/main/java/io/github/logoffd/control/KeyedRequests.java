package io.github.logoffd.control;

import io.github.logoffd.control.SessionFinder.Found;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.QuestionAnswer;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.session.Session;
import java.util.Optional;
import java.util.function.Function;

/**
 * Acts on the logon that a Key names, for callers that read the session earlier: when its id now belongs to another
 * logon, the answer is {@link Outcome#GONE} and nothing is done. A bean of a session would stand for the other logon by
 * then. Thread-safe.
 */
public final class KeyedRequests {

    private final SessionFinder finder;
    private final HostRequests requests;
    private final Countdowns countdowns;
    private final DisconnectService disconnects;
    private final MessageService messages;

    KeyedRequests(
            SessionFinder finder,
            HostRequests requests,
            Countdowns countdowns,
            DisconnectService disconnects,
            MessageService messages) {
        this.finder = finder;
        this.requests = requests;
        this.countdowns = countdowns;
        this.disconnects = disconnects;
        this.messages = messages;
    }

    /**
     * Warns the user and logs the session off later.
     *
     * @throws IllegalArgumentException when an argument is invalid
     */
    public LogoffAnswer warn(String key, String message, int graceSeconds) {
        return on(
                key,
                "warnAndLogoff",
                "message=" + message + " graceSeconds=" + graceSeconds,
                target -> countdowns.warnAndLogoff(target, message, graceSeconds));
    }

    /**
     * Cancels the countdown of the logon.
     *
     * @throws IllegalArgumentException when the Key is invalid
     */
    public LogoffAnswer cancel(String key) {
        return on(key, "cancelLogoff", "", countdowns::cancel);
    }

    /**
     * Disconnects the client and waits until that is verified.
     *
     * @throws IllegalArgumentException when the Key is invalid
     */
    public LogoffAnswer disconnect(String key) {
        return on(key, "disconnect", "wait=true", target -> disconnects.disconnect(target, true));
    }

    /**
     * Shows a message and does not wait for a response.
     *
     * @throws IllegalArgumentException when an argument is invalid
     */
    public LogoffAnswer message(String key, String title, String text) {
        return on(key, "sendMessage", "title=" + title + " text=" + text, target -> messages.send(target, title, text));
    }

    /**
     * Shows a question and waits for a button.
     *
     * @throws IllegalArgumentException when an argument is invalid
     */
    public QuestionAnswer ask(String key, String title, String text, String buttons, int timeoutSeconds) {
        String arguments =
                "title=" + title + " text=" + text + " buttons=" + buttons + " timeoutSeconds=" + timeoutSeconds;
        Found found = find(key);
        return found.isIdentified()
                ? messages.ask(found.session().orElseThrow(), title, text, buttons, timeoutSeconds)
                : new QuestionAnswer(absent(found, key, "ask", arguments), Optional.empty());
    }

    private LogoffAnswer on(String key, String operation, String arguments, Function<Session, LogoffAnswer> act) {
        Found found = find(key);
        return found.isIdentified()
                ? act.apply(found.session().orElseThrow())
                : absent(found, key, operation, arguments);
    }

    /** The service that acts reads the logon again right before Windows is called. */
    private Found find(String key) {
        TextLength.require("session", key, TextLength.OF_A_NAME);
        if (SessionChoice.isId(key.strip())) {
            throw new IllegalArgumentException("session is \"" + key
                    + "\", an id, which may belong to another logon by now. Give the Key of the session.");
        }
        return finder.findKeyOrId(key);
    }

    /** A request for a logon that was not found is recorded too. */
    private LogoffAnswer absent(Found found, String key, String operation, String arguments) {
        return requests.run(
                found.named(requests.asOfNow(new Request(
                        requests.caller(),
                        operation,
                        "session=" + key + (arguments.isEmpty() ? "" : ' ' + arguments),
                        Optional.empty(),
                        "",
                        false))),
                found::step);
    }
}
