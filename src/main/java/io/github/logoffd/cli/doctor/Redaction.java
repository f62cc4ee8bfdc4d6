package io.github.logoffd.cli.doctor;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes secrets, and unless they are wanted names and texts of people, from lines for a bug report. What is left out
 * is decided by what may stay, since a name looks like any other word: of a log only messages of loggers that write no
 * names are kept, and in these nothing in quotes, no account and no user of the service. Immutable.
 */
final class Redaction {

    /** Loggers whose messages hold neither users nor texts of callers; a new one is left out until it is here. */
    static final Set<String> PLAIN_LOGGERS = Set.of(
            "ChainFile",
            "EventLogQueue",
            "EventWatch",
            "HostMonitor",
            "HostRuntime",
            "HttpEndpoint",
            "IndexThread",
            "Journal",
            "LogoffdService",
            "LogonWatch",
            "ReloadingFile",
            "RepeatedTask",
            "ServerTls",
            "ServiceMain",
            "UserAccess",
            "WaitingConnections");

    /** Names of roles, which the first users have: as words they are in many messages. */
    private static final Set<String> USUAL = Set.of("monitor", "operator", "root", "system");

    private static final String LEFT_OUT = "(left out)";
    private static final int SHORTEST_NAME = 2;

    private static final Pattern LOG_LINE = Pattern.compile("(\\S+ +[A-Z]+ +\\[[^]]*] (\\w+) - )(.*)");
    private static final Pattern FRAME = Pattern.compile("\\s+(at [\\w.$/<>@-]+\\([^()]*\\)|\\.\\.\\. \\d+ .*)");
    private static final Pattern EXCEPTION =
            Pattern.compile("(\\s+(?:Caused by: |Suppressed: )?(?:[\\w$]+\\.)+[\\w$]+)(?::.*)?");
    private static final Pattern OF_THE_JVM =
            Pattern.compile("(OpenJDK|Java HotSpot|WARNING:|\\[[\\d.,]+s]|Picked up).*|");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern OWNER = Pattern.compile("(?<=The account )\\S+(?= owns )");
    private static final Pattern ACCOUNT =
            Pattern.compile("(?<![\\w:\\\\.\\]-])[\\w.-]+(?:\\\\{1,2})(?!\\\\)[^\\s\\\\\"',:;|<>()\\[\\]]+");
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("pbkdf2-[\\w-]+:\\S+"),
            Pattern.compile("(?i)(?<=\\bauthorization: ).*"),
            Pattern.compile("(?i)(?<=\\b(?:password|passwd|secret|token)[=:])\\s*\\S+"),
            Pattern.compile("[A-Za-z0-9+/=]{60,}"));

    private final Map<Pattern, String> people = new LinkedHashMap<>();
    private final Map<String, String> folders = new LinkedHashMap<>();
    private final boolean withNames;

    /**
     * Creates the redaction.
     *
     * @param names users that are known by name
     * @param folders folders by the word that is written in their place
     * @param withNames whether names and texts are wanted; secrets never are
     */
    Redaction(Collection<String> names, Map<String, Path> folders, boolean withNames) {
        this.withNames = withNames;
        for (String name : new LinkedHashSet<>(names)) {
            if (name.length() >= SHORTEST_NAME && !USUAL.contains(name.toLowerCase(Locale.ROOT))) {
                people.put(
                        Pattern.compile(
                                "(?<![\\p{L}\\p{N}_.-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_-])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                        "(user-" + (people.size() + 1) + ')');
            }
        }
        folders.entrySet().stream()
                .sorted(Comparator.comparing(
                        entry -> -entry.getValue().toString().length()))
                .forEach(entry -> addFolder(entry.getValue().toString(), '[' + entry.getKey() + ']'));
    }

    private void addFolder(String path, String word) {
        if (path.length() > 1) {
            folders.put(path.replace("\\", "\\\\"), word);
            folders.put(path, word);
        }
    }

    /** Returns a line of text that logoffd has made for this purpose. */
    String line(String line) {
        String text = line;
        for (Pattern secret : SECRETS) {
            text = secret.matcher(text).replaceAll(LEFT_OUT);
        }
        if (withNames) {
            return text;
        }
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            text = text.replace(folder.getKey(), folder.getValue());
        }
        for (Map.Entry<Pattern, String> person : people.entrySet()) {
            text = person.getKey().matcher(text).replaceAll(Matcher.quoteReplacement(person.getValue()));
        }
        return ACCOUNT.matcher(OWNER.matcher(text).replaceAll(LEFT_OUT)).replaceAll("(account)");
    }

    /** Returns a line of a log of the service or the JVM. */
    String logLine(String line) {
        if (withNames) {
            return line(line);
        }
        Matcher log = LOG_LINE.matcher(line);
        if (log.matches()) {
            return log.group(1) + (PLAIN_LOGGERS.contains(log.group(2)) ? message(log.group(3)) : LEFT_OUT);
        }
        if (FRAME.matcher(line).matches()) {
            return line;
        }
        Matcher exception = EXCEPTION.matcher(line);
        if (exception.matches()) {
            return exception.group(1);
        }
        return OF_THE_JVM.matcher(line).matches() ? message(line) : LEFT_OUT;
    }

    /** Quotes surround what was given. */
    String message(String text) {
        return line(withNames ? text : QUOTED.matcher(text).replaceAll("\"…\""));
    }
}
