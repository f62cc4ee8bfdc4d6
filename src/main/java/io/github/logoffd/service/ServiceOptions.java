package io.github.logoffd.service;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.support.ProblemsException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that the foreground command and the Windows service share. */
public final class ServiceOptions {

    private static final int MOST_USERS = 10_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--simulate",
            description = "Show a simulated session host; the default on systems other than Windows.")
    private boolean simulate;

    @Option(
            names = "--demo",
            description =
                    "Show the simulated session host of the guides: the same few sessions on every startup, one of them"
                            + " disconnected for five hours and one that cannot be ended; nothing changes"
                            + " by itself.")
    private boolean demo;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "With --demo: the number of users who are logged on, " + SimulatedSessionHost.GUIDE_USERS
                    + " to " + MOST_USERS + ".")
    private Optional<Integer> users = Optional.empty();

    /**
     * Reads the configuration.
     *
     * @throws ProblemsException with everything that is wrong
     * @throws ParameterException when the options contradict each other
     */
    public ServiceConfig config() throws ProblemsException {
        ServiceConfig read = config.read();
        HostOpener.requireThisMachineOnce(read, source());
        return read;
    }

    /**
     * Returns where sessions come from.
     *
     * @throws ParameterException when the options contradict each other
     */
    public HostSource source() {
        checkUsers();
        if (demo) {
            return HostSource.demo(users.orElse(SimulatedSessionHost.GUIDE_USERS));
        }
        return simulate || !isWindows() ? HostSource.lively() : HostSource.windows();
    }

    private void checkUsers() {
        boolean possible = users.map(n -> demo && n >= SimulatedSessionHost.GUIDE_USERS && n <= MOST_USERS)
                .orElse(true);
        if (!possible) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--users is " + users.get() + ". Expected: an integer from " + SimulatedSessionHost.GUIDE_USERS
                            + " to " + MOST_USERS + ", together with --demo.");
        }
    }

    public static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
