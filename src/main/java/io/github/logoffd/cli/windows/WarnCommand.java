package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warns the user of a session and lets a service log it off later. Windows has no such command. */
final class WarnCommand extends SessionCommand {

    private static final String USAGE = """
            Warns the user of a session, and logs it off later. The service counts down, so it needs one.

            LOGOFFD WARN {sessionname | sessionid | key} --grace TIME --message TEXT
                         [/SERVER:servername] [/V] [/REASON:text]

              sessionname         The name of an active session.
              sessionid           The ID of the session.
              key                 The Key of the session, which is that of one logon.
              --grace TIME        The time until the logoff: 90s, 10m or 2h, at most 24h.
              --message TEXT      The message to the user.
              /SERVER:servername  Specifies one of the hosts of the service; a key names its host.
              /V                  Displays information about the actions performed.

            """;

    private static final String GRACE = "--grace";
    private static final String MESSAGE = "--message";
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})([smh])");

    WarnCommand(CommandContext context) {
        super(context, Set.of(GRACE, MESSAGE), "Warning the user of", "warn the user of");
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    boolean isUsable(Arguments arguments) {
        return arguments.words().size() == 1
                && arguments.value(MESSAGE).isPresent()
                && grace(arguments).matches();
    }

    private static Matcher grace(Arguments arguments) {
        return TIME.matcher(arguments.value(GRACE).orElse("").toLowerCase(Locale.ROOT));
    }

    @Override
    LogoffAnswer act(Arguments arguments, CommandTarget target, Session session) throws IOException {
        return target.warn(session, arguments.value(MESSAGE).orElseThrow(), time(grace(arguments)));
    }

    private static Duration time(Matcher text) {
        boolean unused = text.matches();
        long number = Long.parseLong(text.group(1));
        return switch (text.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** When the logoff is due is worth a line. */
    @Override
    boolean isReported(Arguments arguments) {
        return true;
    }

    @Override
    boolean isSuccess(LogoffAnswer answer) {
        return answer.outcome() == Outcome.WARNED || isDone(answer);
    }
}
