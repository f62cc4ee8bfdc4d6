package io.github.logoffd.cli.check;

import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.session.HostName;
import io.github.logoffd.support.text.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The plugin: asks a running service once, prints one {@link Report} and exits with the code of its {@link Level}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks session hosts for Nagios and Icinga: exit code 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.")
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Check this session host only; by default all of them.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--warn",
            paramLabel = "METRIC=RANGE",
            description = "Warn when the metric is outside the range; once for each metric.")
    private List<String> warn = new ArrayList<>();

    @Option(
            names = "--crit",
            paramLabel = "METRIC=RANGE",
            description = "The same for CRITICAL. Ranges have the standard plugin format: " + Range.EXPECTED + ".")
    private List<String> crit = new ArrayList<>();

    @Option(
            names = "--include",
            paramLabel = "ACCOUNT",
            description = "Check only the sessions of these accounts: a user, or domain, backslash and user, with the"
                    + " wildcards * and ?. Can be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "ACCOUNT",
            description = "Leave out the sessions of these accounts. Can be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--skip-protected",
            description = "Leave out the sessions that the service would refuse to end, such as the console.")
    private boolean skipProtected;

    @Mixin
    private final ServiceAccess access;

    @Spec
    private CommandSpec spec;

    /** Makes the command with the options of the service. */
    public CheckCommand(ServiceAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        Report report = report();
        spec.commandLine().getOut().println(report.text());
        return report.level().exitCode();
    }

    /** Reports a wrong command line where monitoring looks for it, and returns the exit code. */
    public static int wrongUsage(ParameterException problem) {
        Report report = Report.of(Level.UNKNOWN, ErrorText.of(problem));
        problem.getCommandLine().getOut().println(report.text());
        return report.level().exitCode();
    }

    /** Whatever happens is reported: a plugin that ends in another way tells monitoring nothing, or something wrong. */
    private Report report() {
        try {
            Thresholds thresholds = Thresholds.parse(warn, crit);
            SessionFilter filter = SessionFilter.parse(include, exclude, skipProtected);
            ServiceClient client = access.open();
            JsonRecord service = client.service();
            requireActing(service);
            return Report.of(hosts(client, filter), service.texts("Problems"), thresholds, host.isPresent());
        } catch (ServiceException e) {
            return Report.of(
                    e.kind() == ServiceException.Kind.UNREACHABLE ? Level.CRITICAL : Level.UNKNOWN, ErrorText.of(e));
        } catch (IllegalArgumentException e) {
            return Report.of(Level.UNKNOWN, ErrorText.of(e));
        } catch (RuntimeException | Error e) {
            return Report.of(Level.UNKNOWN, "The check itself has failed (" + e + "); this is a mistake in logoffd.");
        }
    }

    private List<HostFacts> hosts(ServiceClient client, SessionFilter filter) throws ServiceException {
        List<HostFacts> hosts = new ArrayList<>();
        List<HostState> all = client.hosts();
        List<String> names = names(all);
        List<String> wanted = host.map(name -> HostName.find(names, name)).orElse(names);
        for (HostState each : all) {
            if (wanted.contains(each.name())) {
                hosts.add(HostFacts.of(each, filter));
            }
        }
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "The service monitors no host " + host.orElse("at all") + ". Known: " + listed(names) + '.');
        }
        if (host.isPresent() && hosts.size() > 1) {
            throw new IllegalArgumentException(
                    "--host " + host.get() + " can mean several hosts. Give one of " + listed(wanted) + '.');
        }
        return hosts;
    }

    /** While the service refuses everything, its refusals do not tell which sessions are protected. */
    private void requireActing(JsonRecord service) throws ServiceException {
        if (skipProtected && !service.flag("ActingEnabled")) {
            throw new IllegalArgumentException("The service refuses to end any session while acting is disabled"
                    + " (acting.enabled=no), so --skip-protected would leave out all of them.");
        }
    }

    private static List<String> names(List<HostState> hosts) throws ServiceException {
        List<String> names = new ArrayList<>();
        for (HostState host : hosts) {
            names.add(host.name());
        }
        return names;
    }

    private static String listed(List<String> names) {
        return names.stream().limit(20).collect(Collectors.joining(", "));
    }
}
