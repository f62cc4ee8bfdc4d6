package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.QuestionAnswer;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Sends messages to the user of a session. Thread-safe. */
public final class MessageService {

    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_QUESTION_SECONDS = 3600;

    /** How long an unanswered message stays. */
    private static final Duration SHOWN = Duration.ofHours(1);

    private final SessionHost host;
    private final HostRequests requests;
    private final LogonCheck check;

    MessageService(SessionHost host, HostRequests requests) {
        this.host = host;
        this.requests = requests;
        this.check = new LogonCheck(host);
    }

    /**
     * Shows a message and does not wait for a response.
     *
     * @throws IllegalArgumentException when title or text cannot be shown
     */
    public LogoffAnswer send(Session target, String title, String text) {
        Message message = announcement(title, text);
        Request request = requests.about(target, "sendMessage", "title=" + title + " text=" + text);
        return requests.run(request, () -> show(request, target, message, new AtomicReference<>()));
    }

    /**
     * Shows a message for some time.
     *
     * @param seconds how long it stays unless answered, 1 to 3600
     * @param wait whether to return only when its button was pressed or the time has elapsed
     * @throws IllegalArgumentException when an argument is invalid
     */
    public LogoffAnswer show(Session target, String title, String text, int seconds, boolean wait) {
        requireSeconds("seconds", seconds);
        Message message = message(title, text, Buttons.OK, Duration.ofSeconds(seconds), wait);
        String arguments = "title=" + title + " text=" + text + " seconds=" + seconds + " wait=" + wait;
        Request request = requests.about(target, "msg", arguments);
        return requests.run(request, () -> show(request, target, message, new AtomicReference<>()));
    }

    /**
     * Shows a question and waits for a button.
     *
     * @param buttons the name of a set of buttons such as {@code YES_NO}
     * @param timeoutSeconds how long to wait, 1 to 3600
     * @throws IllegalArgumentException when an argument is invalid
     */
    public QuestionAnswer ask(Session target, String title, String text, String buttons, int timeoutSeconds) {
        requireSeconds("timeoutSeconds", timeoutSeconds);
        Message question = message(title, text, buttons(buttons), Duration.ofSeconds(timeoutSeconds), true);
        AtomicReference<MessageResponse> response = new AtomicReference<>();
        Request request = requests.about(
                target,
                "ask",
                "title=" + title + " text=" + text + " buttons=" + buttons + " timeoutSeconds=" + timeoutSeconds);
        LogoffAnswer answer = requests.run(request, () -> show(request, target, question, response));
        return new QuestionAnswer(answer, Optional.ofNullable(response.get()));
    }

    /**
     * Returns the processes of a session, read now.
     *
     * @throws IllegalStateException when the logon no longer exists or cannot be verified, when the processes cannot be
     *     listed, or when the session is in a virtual machine: the host lists only its own processes, and a session of
     *     its own can have the same id
     */
    public List<ProcessInfo> processes(Session target) {
        if (target.row().isInVirtualMachine()) {
            throw new IllegalStateException(
                    "Session " + target.id()
                            + " runs in a virtual machine, and the host lists only its own processes. Use a session of the host itself.");
        }
        target.identity().map(identity -> check.identify(identity)).ifPresent(MessageService::requireContinue);
        return allProcesses().stream()
                .filter(process -> process.sessionId() == target.id())
                .toList();
    }

    private static void requireContinue(Step step) {
        if (step instanceof Step.Ended end) {
            throw new IllegalStateException(end.message());
        }
    }

    /**
     * A JMX client lacks our exception classes and could not deserialize one, so the reason is passed on as a string
     * and not as a cause.
     */
    private List<ProcessInfo> allProcesses() {
        try {
            return host.processes();
        } catch (SessionApiException e) {
            throw new IllegalStateException(e.description() + " The processes could not be listed.");
        }
    }

    static Message announcement(String title, String text) {
        return message(title, text, Buttons.OK, SHOWN, false);
    }

    static Message warning(String text) {
        return message("Logoff", text, Buttons.OK, SHOWN, false);
    }

    /** Shows a message, unless the request is a dry run. */
    Step show(Request request, Session target, Message message, AtomicReference<MessageResponse> response) {
        Optional<LogonIdentity> identity = target.identity();
        if (identity.isEmpty()) {
            return noLogon(target);
        }
        AtomicBoolean away = new AtomicBoolean();
        Step checked = check.identify(identity.get(), fresh -> {
            away.set(fresh.state() == SessionState.DISCONNECTED);
            return Step.next();
        });
        return request.dryRun()
                ? checked.then(() -> Step.Accepted.of(Outcome.ACCEPTED, rehearsed(target, away.get())))
                : checked.then(requests::refusalToAct)
                        .then(() -> showNow(identity.get(), message, response))
                        .then(() -> Step.Accepted.of(Outcome.ACCEPTED, shown(target, message, away.get(), response)));
    }

    private static String rehearsed(Session target, boolean away) {
        return away
                ? "Session " + target.id() + " of " + target.account()
                        + " is disconnected, so no client would show the message; nothing was done."
                : "The message would be shown to " + target.account() + "; nothing was done.";
    }

    private static String shown(
            Session target, Message message, boolean away, AtomicReference<MessageResponse> response) {
        if (message.waitForButton()) {
            return target.account() + " was asked: " + response.get() + '.';
        }
        return away
                ? "Windows has accepted the message, but session " + target.id() + " of " + target.account()
                        + " is disconnected: no client shows it, unless the user reconnects within "
                        + message.timeout().toSeconds() + " seconds."
                : "Windows shows the message to " + target.account() + '.';
    }

    /** Returns why nothing can be done to a session without an identity. */
    static Step noLogon(Session target) {
        return target.row().hasUser() ? LogoffGuard.unknownLogon() : LogoffGuard.nobody();
    }

    private Step showNow(LogonIdentity identity, Message message, AtomicReference<MessageResponse> response) {
        try {
            response.set(host.sendMessage(identity.id(), message));
        } catch (SessionApiException e) {
            return check.goneOrFailed(
                    e,
                    identity,
                    "Windows was called and has no such session.",
                    e.hadNoEffect() ? "The message was not shown." : "Whether the user sees the message is not known.");
        }
        return Step.next();
    }

    private static Message message(String title, String text, Buttons buttons, Duration timeout, boolean wait) {
        TextLength.require("title", title, TextLength.OF_A_NAME);
        TextLength.require("text", text, LONGEST_TEXT);
        return new Message(title, text, buttons, timeout, wait);
    }

    private static void requireSeconds(String name, int seconds) {
        if (seconds < 1 || seconds > LONGEST_QUESTION_SECONDS) {
            throw new IllegalArgumentException(
                    name + " is " + seconds + ". Give 1 to " + LONGEST_QUESTION_SECONDS + '.');
        }
    }

    private static Buttons buttons(String name) {
        return Arrays.stream(Buttons.values())
                .filter(buttons -> Names.same(buttons.name(), name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "buttons is \"" + name + "\". Give one of " + Arrays.toString(Buttons.values()) + '.'));
    }
}
