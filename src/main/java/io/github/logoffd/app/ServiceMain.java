package io.github.logoffd.app;

import io.github.logoffd.config.ConfigurationException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Where procrun enters in its jvm mode: {@link #start} on one thread, blocking until {@link #stop} is called on another.
 *
 * <p>No exception may leave {@code start}: procrun would report a service that runs and is dead. The process ends with an exit
 * code instead, which Windows takes for a crash and answers with the recovery actions of the service.
 */
public final class ServiceMain {

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);
    private static final CountDownLatch STOP = new CountDownLatch(1);

    private ServiceMain() {}

    /**
     * Starts the service and returns when it has stopped.
     *
     * @param args {@code --config FILE}, {@code --simulate}
     */
    public static void start(String[] args) {
        NameLookups.limitToHostsFile();
        try {
            ServiceOptions options = CommandLine.populateCommand(new ServiceOptions(), args);
            try (ReadyFile ready = ReadyFile.prepare();
                    LogoffdService service = new LogoffdService()) {
                ready.write(service.start(options.config(), options.source()));
                STOP.await();
                log.info("Stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ConfigurationException | StartupException e) {
            log.error("The service cannot run. {}", e.getMessage());
            System.exit(ExitCode.SERVICE_FAILED.number());
        } catch (Throwable e) {
            log.error("The service cannot run: {}", e.getMessage(), e);
            System.exit(ExitCode.SERVICE_FAILED.number());
        }
    }

    /** Lets {@link #start} return. */
    public static void stop(String[] args) {
        STOP.countDown();
    }
}
