package io.github.logoffd.cli.admin;

import io.github.logoffd.audit.journal.Anchor;
import io.github.logoffd.audit.journal.JournalCheck;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.Verdict;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether the files of the journal were changed since they were written. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Checks whether lines of the journal were changed, removed, moved or exchanged. Compares the files"
                        + " with the hashes that the service has stored in the event log of Windows. Exit code 0 means that"
                        + " everything is as it was written, 1 that it is not.")
public final class HistoryVerifyCommand implements Callable<Integer> {

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "Text with the entries 300 of the event log, such as an export or what another machine has"
                    + " collected; by default the event log of this machine, if it is Windows.")
    private Optional<Path> anchors = Optional.empty();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec;

    private final EventLogText eventLog;

    /** Makes the command for the event log of this machine. */
    public HistoryVerifyCommand() {
        this(EventLogText.ofThisMachine());
    }

    HistoryVerifyCommand(EventLogText eventLog) {
        this.eventLog = eventLog;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            JournalFiles files = JournalFiles.beside(config.read().audit().file());
            return print(JournalCheck.of(files, anchors())).number();
        } catch (ProblemsException e) {
            err.println(ErrorText.of(e));
            return ExitCode.CONFIGURATION.number();
        } catch (IOException e) {
            err.println("The journal cannot be checked: " + ErrorText.ofFile(e));
            return ExitCode.FAILED.number();
        }
    }

    private List<Anchor> anchors() throws IOException {
        return JournalCheck.anchorsIn(anchors.isPresent() ? EventLogText.linesOf(anchors.get()) : eventLog.lines());
    }

    private ExitCode print(Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        if (verdict.lines() == 0 && verdict.isWhole()) {
            spec.commandLine()
                    .getErr()
                    .println("There is no journal yet. --config FILE names the configuration of another one.");
            return ExitCode.FAILED;
        }
        verdict.findings().forEach(out::println);
        out.println((verdict.isWhole() ? "The journal is whole: " : "The journal was tampered with. Read: ")
                + verdict.lines() + " lines, " + verdict.bytes() + " bytes. " + earlier(verdict) + confirmed(verdict));
        return verdict.isWhole() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String earlier(Verdict verdict) {
        return verdict.earlierLines() == 0
                ? ""
                : "Lines of an earlier version, which wrote no hashes: " + verdict.earlierLines() + ". ";
    }

    private static String confirmed(Verdict verdict) {
        return verdict.confirmed()
                .map(time -> "Confirmed by the event log until " + time + "; not confirmed since.")
                .orElse(
                        "Not confirmed: no entry of the event log matches. A program that can write the files could have"
                                + " made all of them anew.");
    }
}
