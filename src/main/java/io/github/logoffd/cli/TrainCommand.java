package io.github.logoffd.cli;

import ch.qos.logback.classic.LoggerContext;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.StartupException;
import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Uses the service or the commands once on a simulated host, so that the JVM of {@code install.cmd} can write down the
 * classes that are needed then: loaded from an archive of them, the service starts in two thirds of the time. All files
 * are in a temporary folder that is gone afterwards.
 */
@Command(name = "train", hidden = true, description = "Loads what the service and the commands need, for install.cmd.")
final class TrainCommand implements Callable<Integer> {

    /** The property by which service/logback.xml finds the log folder; nothing has been logged yet. */
    private static final String LOGS = "logoffd.logs";

    /** What an archive is for; each has its own. */
    enum Subject {
        SERVICE,
        COMMANDS
    }

    @Parameters(arity = "1", paramLabel = "service|commands", description = "What the archive is for.")
    private Subject subject = Subject.SERVICE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Path folder = Files.createTempDirectory("logoffd-train");
            System.setProperty(LOGS, folder.toString());
            try {
                train(folder);
            } finally {
                delete(folder);
            }
            return ExitCode.OK.number();
        } catch (IOException | ProblemsException | StartupException e) {
            err.println("The classes for the archive could not be loaded: " + e.getMessage());
            return ExitCode.FAILED.number();
        }
    }

    private void train(Path folder) throws IOException, ProblemsException, StartupException, InterruptedException {
        switch (subject) {
            case SERVICE -> {
                try {
                    new ServiceTraining(folder).run();
                } finally {
                    endLogging();
                }
            }
            case COMMANDS -> new CommandTraining(folder).run();
        }
    }

    /** Windows does not delete a file that is open. */
    private static void endLogging() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
