package io.github.logoffd.cli.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs the Windows commands by their names. */
public final class WindowsCommands {

    /** The names, as they are typed. Windows has all but the last two. */
    public static final List<String> NAMES =
            List.of("logoff", "query", "qwinsta", "quser", "msg", "tsdiscon", "warn", "cancel");

    private static final String QUERY_USAGE = """
            Displays information about sessions and users.

            QUERY { SESSION | USER }

            """;

    private WindowsCommands() {}

    /** Tells whether these arguments begin with the name of a Windows command. */
    public static boolean isOne(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0].toLowerCase(Locale.ROOT));
    }

    /** Runs a command, whose name comes first, and returns its exit code. */
    public static int run(CommandContext context, String... arguments) {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        String name = rest.remove(0).toLowerCase(Locale.ROOT);
        if (name.equals("query")) {
            return query(context, rest);
        }
        WindowsCommand command = switch (name) {
            case "logoff" -> new LogoffCommand(context);
            case "qwinsta" -> new QuerySessionCommand(context);
            case "quser" -> new QueryUserCommand(context);
            case "msg" -> new MsgCommand(context);
            case "tsdiscon" -> new TsdisconCommand(context);
            case "warn" -> new WarnCommand(context);
            case "cancel" -> new CancelCommand(context);
            default -> throw new IllegalArgumentException(name + " is none of " + NAMES + '.');
        };
        return command.execute(rest);
    }

    private static int query(CommandContext context, List<String> rest) {
        String what = rest.isEmpty() ? "" : rest.remove(0).toLowerCase(Locale.ROOT);
        return switch (what) {
            case "session" -> new QuerySessionCommand(context).execute(rest);
            case "user" -> new QueryUserCommand(context).execute(rest);
            case "/?", "--help" -> {
                Terminal.print(context.terminal().out(), QUERY_USAGE);
                context.terminal().out().flush();
                yield WindowsCommand.OK;
            }
            default -> {
                Terminal.print(context.terminal().err(), "Invalid parameter(s)\n" + QUERY_USAGE);
                yield WindowsCommand.WRONG;
            }
        };
    }
}
