package io.github.logoffd.service;

import io.github.logoffd.support.ProblemsException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Entry point for procrun in its jvm mode: {@link #start} on one thread, blocking until {@link #stop} is called on
 * another.
 *
 * <p>No exception may leave {@code start}: procrun would report a service that runs and is dead. The process ends with
 * an exit code instead, which Windows takes for a crash and answers with the recovery actions of the service.
 */
public final class ServiceMain {

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);
    private static final StoppableStart START = new StoppableStart();

    private ServiceMain() {}

    /**
     * Starts the service and returns when it has stopped.
     *
     * @param args {@code --config FILE}, {@code --simulate}
     */
    public static void start(String[] args) {
        NameLookups.limitToHostsFile();
        try (LogoffdService service = new LogoffdService(Optional.of(ReadyFile.ofThisProcess()))) {
            START.runUntilStopped(() -> {
                ServiceOptions options = CommandLine.populateCommand(new ServiceOptions(), args);
                String unused = service.start(options.config(), options.source());
            });
            log.info("Stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            logFailure(Objects.requireNonNullElse(e.getCause(), e));
            System.exit(ExitCode.SERVICE_FAILED.number());
        } catch (Throwable e) {
            logFailure(e);
            System.exit(ExitCode.SERVICE_FAILED.number());
        }
    }

    private static void logFailure(Throwable failure) {
        if (failure instanceof ProblemsException || failure instanceof StartupException) {
            log.error("The service cannot run. {}", failure.getMessage());
        } else {
            log.error("The service cannot run: {}", failure.getMessage(), failure);
        }
        if (ServiceOptions.isWindows()) {
            try {
                FailureReport.write(failure, SystemEventLog.writer());
            } catch (IllegalStateException e) {
                log.error("The event log of Windows does not get the reason ({})", e.getMessage());
            }
        }
    }

    /** Lets {@link #start} return, also while the service is still starting. */
    public static void stop(String[] args) {
        START.stop();
    }
}
