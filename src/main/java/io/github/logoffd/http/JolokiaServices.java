package io.github.logoffd.http;

import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.control.AccessLog;
import io.github.logoffd.control.Caller;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.config.SystemPropertyMode;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;

/** Starts exactly those parts of Jolokia that are needed. Closing it stops them. */
final class JolokiaServices implements AutoCloseable {

    private static final int ORDER = 1000;

    private final JolokiaServiceManager manager;
    private final JolokiaContext context;
    private final AccessLog accessLog;

    JolokiaServices(JolokiaFiles files, AccessLog accessLog) {
        this.accessLog = accessLog;
        this.manager = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(settings(files), new HashMap<>(), SystemPropertyMode.NEVER),
                new JolokiaLog(),
                policy(files));
        manager.addService(new LocalRequestHandler(ORDER) {
            @Override
            public void init(JolokiaContext everything) {
                super.init(VisibleBeans.only(everything));
            }
        });
        manager.addService(new JolokiaSerializer());
        manager.addService(SharedDescriptions.provider());
        context = manager.start();
    }

    /** Returns who carries out the requests of one HTTP request; see {@link GuardedJolokia}. */
    GuardedJolokia requestsOf(Caller caller, String actingProblem) {
        return new GuardedJolokia(context, caller, actingProblem, accessLog);
    }

    private static Map<String, String> settings(JolokiaFiles files) {
        List<String> unknown = new ArrayList<>();
        files.properties().keySet().forEach(key -> {
            if (ConfigKey.getGlobalConfigKey(key) == null) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("jolokia.properties in " + files.source()
                    + " has keys that Jolokia does not" + " know: " + String.join(", ", unknown) + '.');
        }
        Map<String, String> settings = new HashMap<>(files.properties());
        settings.put(ConfigKey.AGENT_CONTEXT.getKeyValue(), HttpEndpoint.JOLOKIA_PATH);
        settings.put(ConfigKey.AGENT_ID.getKeyValue(), "logoffd");
        return settings;
    }

    private static PolicyRestrictor policy(JolokiaFiles files) {
        PolicyFile.check(files.policy(), files.source());
        try {
            return new PolicyRestrictor(new ByteArrayInputStream(files.policy().getBytes(StandardCharsets.UTF_8)));
        } catch (SecurityException e) {
            throw new IllegalArgumentException(
                    "jolokia-access.xml in " + files.source() + " is no policy: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        manager.stop();
    }
}
