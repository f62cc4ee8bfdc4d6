package io.github.logoffd.cli.history;

import io.github.logoffd.audit.history.GivenTime;
import io.github.logoffd.audit.history.HistoryLine;
import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistoryQuery;
import io.github.logoffd.audit.history.HistorySentence;
import io.github.logoffd.audit.history.JournalScan;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the journal has: lines, newest first, or the story of one session, oldest first. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows who did what to which session and when: the lines of the journal, newest first, or"
                + " with --session the story of one session. Reads the files of the journal, also while the service"
                + " runs or is stopped; with --url or LOGOFFD_URL it queries that service.")
public final class HistoryCommand implements Callable<Integer> {

    private static final int MOST_LINES = 100_000;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user of the session or the caller, with or without" + " the domain.")
    private String user = "";

    @Option(names = "--host", paramLabel = "NAME", description = "The session host.")
    private String host = "";

    @Option(
            names = "--session",
            paramLabel = "KEY",
            description = "The Key of a session, whose story is shown, oldest line first.")
    private String session = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "The oldest line: how long ago, such as 7d or 12h, or a time such as 2026-03-02.")
    private String since = "";

    @Option(names = "--until", paramLabel = "TIME", description = "The time after the newest line, likewise.")
    private String until = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "acts, sessions, denials or service.")
    private String kind = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The largest number of lines, 1 to 100000 (default: ${DEFAULT-VALUE}); the story of a session"
                    + " is shown as a whole.")
    private int limit;

    @Option(names = "--json", description = "Show the lines as JSON, one object per line, in UTF-8.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private final ServiceAccess access;

    private final PrintWriter utf8;

    @Spec
    private CommandSpec spec;

    /**
     * Makes the command.
     *
     * @param access the options of the service
     * @param utf8 the standard output for JSON, which is UTF-8 whatever the code page
     */
    public HistoryCommand(ServiceAccess access, PrintWriter utf8) {
        this.access = access;
        this.utf8 = utf8;
    }

    @Override
    public Integer call() {
        HistoryQuery query = query();
        try {
            HistoryPage page = source().read(query, session.isEmpty() ? limit : MOST_LINES);
            show(page);
            return ExitCode.OK.number();
        } catch (ProblemsException e) {
            err().println(ErrorText.of(e));
            return ExitCode.CONFIGURATION.number();
        } catch (IOException e) {
            err().println(ErrorText.of(e));
            return ExitCode.FAILED.number();
        }
    }

    private HistoryQuery query() {
        if (limit < 1 || limit > MOST_LINES) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is " + limit + ". Give a number from 1 to " + MOST_LINES + '.');
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", user);
        parameters.put("host", host);
        parameters.put("session", session);
        parameters.put("kind", kind);
        try {
            Instant now = Instant.now();
            putTime("from", "--since", since, now, parameters);
            putTime("to", "--until", until, now, parameters);
            return HistoryQuery.of(parameters, now);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), VisibleText.of(ErrorText.of(e)), e);
        }
    }

    private static void putTime(
            String parameter, String option, String text, Instant now, Map<String, String> parameters) {
        if (!text.isEmpty()) {
            parameters.put(parameter, GivenTime.parse(option, text, now).toString());
        }
    }

    private JournalReading source() throws IOException, ProblemsException {
        if (access.isGiven() && config.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--config and --url contradict each other. Give one of them.");
        }
        if (access.isNamed() && !config.isGiven()) {
            return new ServiceJournal(access.open());
        }
        JournalScan scan = new JournalScan(JournalFiles.beside(config.auditFile()));
        return scan::find;
    }

    private void show(HistoryPage page) {
        List<HistoryLine> lines = new ArrayList<>(page.lines());
        if (!session.isEmpty()) {
            Collections.reverse(lines);
        }
        if (json) {
            lines.forEach(line -> utf8.println(JsonWriter.text(line.fields())));
            utf8.flush();
        } else {
            lines.forEach(line -> spec.commandLine().getOut().println(text(line)));
        }
        notes(page);
    }

    private static String text(HistoryLine line) {
        return line.time() + "  " + VisibleText.of(HistorySentence.of(line));
    }

    /** On the other stream, so that a script that reads the lines gets nothing else. */
    private void notes(HistoryPage page) {
        if (page.lines().isEmpty()) {
            err().println("No line of the journal matches.");
        }
        if (!page.next().isEmpty()) {
            err().println("Older lines match too. Give a larger --limit, or --until.");
        }
        if (!page.complete()) {
            err().println("The index of the service is being made: it is complete up to "
                    + page.indexedTo().map(Instant::toString).orElse("no line yet")
                    + ". Newer lines may be missing; try again later.");
        }
        if (page.damaged() > 0) {
            err().println(page.damaged() + " lines of the journal are damaged and were left out.");
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
