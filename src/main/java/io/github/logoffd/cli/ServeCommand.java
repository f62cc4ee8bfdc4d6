package io.github.logoffd.cli;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.service.NameLookups;
import io.github.logoffd.service.ServiceOptions;
import io.github.logoffd.service.StartupException;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.ProblemsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service in the foreground until the process is terminated. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the sessions of this machine as MBeans and JSON, in the foreground; Ctrl+C ends it.")
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        NameLookups.limitToHostsFile();
        PrintWriter err = spec.commandLine().getErr();
        try {
            runUntilTheEnd(options.config(), options.source());
        } catch (ProblemsException e) {
            err.println(e.getMessage());
            return ExitCode.CONFIGURATION.number();
        } catch (StartupException e) {
            err.println(e.getMessage());
            return ExitCode.FAILED.number();
        }
        return ExitCode.OK.number();
    }

    /** Runs until the process is terminated, which is also possible during startup. */
    public static void runUntilTheEnd(ServiceConfig config, HostSource source)
            throws StartupException, InterruptedException {
        LogoffdService service = new LogoffdService();
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
        String unused = service.start(config, source);
        new CountDownLatch(1).await();
    }
}
