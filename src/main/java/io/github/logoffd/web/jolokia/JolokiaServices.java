package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.Role;
import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.support.text.VisibleText;
import io.github.logoffd.web.server.ResponseBudget;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.service.jmx.LocalRequestHandler;

/** Starts only the services of Jolokia that are needed. Closing it stops them. */
public final class JolokiaServices implements AutoCloseable {

    private static final int ORDER = 1000;
    private static final Caller NOBODY = new Caller("", "", "", Role.MONITOR.text());
    private static final String PROPERTIES = "jolokia.properties";
    private static final String POLICY = "jolokia-access.xml";

    private final JolokiaServiceManager manager;
    private final JolokiaContext context;
    private final DenialLog denials;

    public JolokiaServices(JolokiaFiles files, DenialLog denials) {
        this.denials = denials;
        this.manager = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new JolokiaSettings(settings(files)), new JolokiaLog(), policy(files));
        manager.addService(new LocalRequestHandler(ORDER) {
            @Override
            public void init(JolokiaContext everything) {
                super.init(VisibleBeans.only(everything));
            }
        });
        manager.addService(new RecordSerializer());
        manager.addService(SharedDescriptions.provider());
        context = started(files);
    }

    /**
     * Jolokia reads most settings only with each request, and then fails every one. So one request is tried at startup.
     */
    private JolokiaContext started(JolokiaFiles files) {
        try (ResponseBudget.Reservation reservation = new ResponseBudget(2).open(NOBODY)) {
            JolokiaContext started = manager.start();
            JSONObject version = (JSONObject) new GuardedJolokia(started, NOBODY, "", denials, reservation)
                    .handleGetRequest("", "version", new HashMap<>());
            if (version.containsKey("error") && !isRefusedByPolicy(version)) {
                throw new IllegalArgumentException(String.valueOf(version.get("error")));
            }
            return started;
        } catch (RuntimeException | BadRequestException | EmptyResponseException e) {
            manager.stop();
            IllegalArgumentException wrong =
                    wrong(PROPERTIES, files, "has a value that Jolokia cannot use: " + e.getMessage());
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static boolean isRefusedByPolicy(JSONObject answer) {
        return answer.get("status") instanceof Number status && status.intValue() == 403;
    }

    /** Returns the handler of one HTTP request; see {@link GuardedJolokia}. */
    public GuardedJolokia requestsOf(Caller caller, String actingProblem, ResponseBudget.Reservation reservation) {
        return new GuardedJolokia(context, caller, actingProblem, denials, reservation);
    }

    private static Map<String, String> settings(JolokiaFiles files) {
        List<String> unknown = files.properties().keySet().stream()
                .filter(key -> ConfigKey.getGlobalConfigKey(key) == null)
                .toList();
        if (!unknown.isEmpty()) {
            throw wrong(PROPERTIES, files, "has keys that Jolokia does not know: " + String.join(", ", unknown) + '.');
        }
        Map<String, String> settings = new HashMap<>(files.properties());
        settings.put(ConfigKey.AGENT_CONTEXT.getKeyValue(), JolokiaHandler.PATH);
        settings.put(ConfigKey.AGENT_ID.getKeyValue(), "logoffd");
        return settings;
    }

    /** Jolokia does not report which file is invalid, nor always throws the same exception. */
    private static PolicyRestrictor policy(JolokiaFiles files) {
        try {
            PolicyFile.check(files.policy());
            return new PolicyRestrictor(new ByteArrayInputStream(files.policy().getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            IllegalArgumentException wrong = wrong(POLICY, files, "is no policy: " + e.getMessage());
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static IllegalArgumentException wrong(String file, JolokiaFiles files, String problem) {
        return new IllegalArgumentException(file + " in " + files.source() + ' ' + VisibleText.of(problem));
    }

    @Override
    public void close() {
        manager.stop();
    }
}
