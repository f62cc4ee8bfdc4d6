package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Requests the logoff of sessions that {@code check} has reported. The service checks each condition again right before
 * it acts; an id that is repeated acts once.
 */
@Command(
        name = "request-logoff",
        mixinStandardHelpOptions = true,
        description = "Requests the logoff of sessions in the output of check, for event handlers: exit code"
                + " 0 when each"
                + " logoff was accepted or the session is gone.")
public final class RequestLogoffCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final Set<String> SUCCESS = Set.of("DONE", "ACCEPTED", "GONE");

    @Parameters(arity = "1..*", paramLabel = "SESSION", description = "The text after session= in the output of check.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--request-id",
            required = true,
            paramLabel = "ID",
            description = "Identifies the alarm: each session is logged off once for the same id.")
    private String requestId = "";

    @Option(
            names = "--states",
            paramLabel = "STATES",
            description =
                    "The states in which the session may be ended, separated by commas (default: ${DEFAULT-VALUE}).",
            defaultValue = "DISCONNECTED")
    private String states = "";

    @Option(
            names = "--minimum-seconds",
            paramLabel = "N",
            description = "Minimum time that the session must have been disconnected, or idle if it is connected.")
    private long minimumSeconds;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for the audit file.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Do everything except logging off.")
    private boolean dryRun;

    @Mixin
    private final ServiceAccess access;

    @Spec
    private CommandSpec spec;

    /** Makes the command with the options of the service. */
    public RequestLogoffCommand(ServiceAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<SessionTag> tags = words.stream().map(this::tag).toList();
        requireConditions();
        try {
            ServiceClient client = access.open();
            List<HostState> hosts = client.hosts();
            int code = DONE;
            for (SessionTag tag : tags) {
                code = Math.max(code, request(client, hosts, tag));
            }
            return code;
        } catch (ServiceException e) {
            return failed(ErrorText.of(e));
        }
    }

    /** An option with a variable that is not set must not ask for more than without the option. */
    private void requireConditions() {
        try {
            SessionState.listed("--states", states);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), ErrorText.of(e), e);
        }
        if (VisibleText.isBlank(requestId)) {
            throw new ParameterException(spec.commandLine(), "--request-id is blank. Give an id of the alarm.");
        }
    }

    private SessionTag tag(String word) {
        return SessionTag.parse(word)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "The session \"" + VisibleText.of(word)
                                + "\" is invalid. Give the text after session= in the output of check."));
    }

    /** A session that cannot be requested does not prevent the requests for the others. */
    private int request(ServiceClient client, List<HostState> hosts, SessionTag tag) {
        try {
            Optional<HostState> host = hostOf(tag, hosts);
            return host.isPresent()
                    ? say(tag, ask(client, host.get(), tag))
                    : failed("The service monitors no host of the session " + tag.key() + '.');
        } catch (ServiceException e) {
            return failed(tag.key() + ": " + ErrorText.of(e));
        }
    }

    private static Optional<HostState> hostOf(SessionTag tag, List<HostState> hosts) throws ServiceException {
        for (HostState host : hosts) {
            if (LogonIdentity.isKeyOf(host.name(), tag.key())) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private JsonRecord ask(ServiceClient client, HostState host, SessionTag tag) throws ServiceException {
        return client.execute(
                        host.bean(),
                        "requestLogoff",
                        tag.key(),
                        tag.account(),
                        states,
                        minimumSeconds,
                        requestId + ' ' + tag.key(),
                        reason,
                        dryRun)
                .record();
    }

    private int say(SessionTag tag, JsonRecord answer) throws ServiceException {
        String outcome = answer.text(AnswerItems.OUTCOME);
        spec.commandLine()
                .getOut()
                .println(outcome
                        + ' '
                        + tag.key()
                        + ' '
                        + VisibleText.of(tag.account() + ": " + answer.text(AnswerItems.MESSAGE)));
        return SUCCESS.contains(outcome) ? DONE : FAILED;
    }

    private int failed(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return FAILED;
    }
}
