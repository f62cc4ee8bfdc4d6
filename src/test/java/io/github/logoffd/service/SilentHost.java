package io.github.logoffd.service;

import io.github.logoffd.cli.ServeCommand;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A host that never answers, so that the start of the service waits for it; and a service with such a host as a process
 * of its own.
 */
final class SilentHost {

    private SilentHost() {}

    /**
     * Makes the host.
     *
     * @param asked is counted down as soon as it is asked for its sessions
     */
    static HostSource source(CountDownLatch asked) {
        return new HostSource(HostMode.SIMULATED, name -> (SessionHost) Proxy.newProxyInstance(
                SilentHost.class.getClassLoader(), new Class<?>[] {SessionHost.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "name" -> name;
                        case "mode" -> HostMode.SIMULATED;
                        case "close" -> null;
                        case "sessions" -> {
                            asked.countDown();
                            yield neverAnswered();
                        }
                        default -> neverAnswered();
                    };
                }));
    }

    private static Object neverAnswered() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new IllegalStateException("It has answered.");
    }

    /**
     * Serves.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws Exception {
        ServeCommand.runUntilTheEnd(
                ConfigReader.builtIn(Path.of(args[0]).resolve("service"), Map.of(ConfigKey.HTTP_PORT.key(), "0")),
                source(new CountDownLatch(1)));
    }
}
