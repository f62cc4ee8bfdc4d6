package io.github.logoffd.service;

import io.github.logoffd.cli.ServeCommand;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The product on hosts that are as unfriendly as benchmarks need them: no logoff ever comes to its end, and a host
 * whose name begins with {@value #SILENT} never answers a question.
 */
public final class MeasuredService {

    public static final String SILENT = "SILENT";

    private static final Set<String> QUESTIONS = Set.of("sessions", "detail", "client", "processes", "awaitEvent");

    private MeasuredService() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the configuration file, and how many users each host has
     */
    public static void main(String[] args) throws Exception {
        int users = Integer.parseInt(args[1]);
        ServeCommand.runUntilTheEnd(
                ConfigReader.read(Path.of(args[0])), new HostSource(HostMode.SIMULATED, name -> host(name, users)));
    }

    private static SessionHost host(String name, int users) {
        SessionHost friendly = SimulatedSessionHost.guide(name, InstantSource.system(), users);
        return (SessionHost) Proxy.newProxyInstance(
                MeasuredService.class.getClassLoader(),
                new Class<?>[] {SessionHost.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("logoff")) {
                        return null;
                    }
                    if (name.startsWith(SILENT) && QUESTIONS.contains(method.getName())) {
                        new CountDownLatch(1).await();
                    }
                    try {
                        return method.invoke(friendly, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
