package io.github.logoffd.app;

import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.audit.AccessLines;
import io.github.logoffd.audit.JsonLinesAuditTrail;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.AuditedRequests;
import io.github.logoffd.control.CurrentCaller;
import io.github.logoffd.control.LogoffLimits;
import io.github.logoffd.events.EventLog;
import io.github.logoffd.hosts.WatchedHost;
import io.github.logoffd.http.HttpEndpoint;
import io.github.logoffd.jmx.ServiceBean;
import io.github.logoffd.jmx.ServiceFacts;
import io.github.logoffd.rmi.RmiEndpoint;
import io.github.logoffd.session.HostMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: hosts, beans, HTTP. Closing it ends all of it within seconds and may be done twice. */
final class LogoffdService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogoffdService.class);

    private final CloseStack closeables;
    private final HttpEndpoint http;

    private LogoffdService(CloseStack closeables, HttpEndpoint http) {
        this.closeables = closeables;
        this.http = http;
    }

    /**
     * Starts everything, or nothing.
     *
     * @param mode the real host, or the simulated one
     * @throws StartupException when it cannot start; the message says why
     */
    static LogoffdService start(ServiceConfig config, HostMode mode) throws StartupException {
        CloseStack closeables = new CloseStack();
        try {
            HttpEndpoint http = open(config, mode, closeables);
            log.info("logoffd {} answers at {}", Version.text(), http.jolokiaUrl());
            return new LogoffdService(closeables, http);
        } catch (IOException | RuntimeException e) {
            closeables.close();
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new StartupException("logoffd cannot start: " + reason, e);
        }
    }

    private static HttpEndpoint open(ServiceConfig config, HostMode mode, CloseStack closeables) throws IOException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        JsonLinesAuditTrail audit = closeables.add(openAudit(config.auditFile()));
        AccessLines access = new AccessLines(audit, InstantSource.system());
        LiveUsers users = UserAccess.open(config, access::reloaded);
        AuditedRequests requests =
                new AuditedRequests(audit, CurrentCaller::get, InstantSource.system(), System::nanoTime);
        LogoffLimits limits = new LogoffLimits(config.logoffTimeout(), config.logoffMaxWaiting());
        EventLog events =
                closeables.add(new EventLog(config.eventsBuffer(), config.eventsMaxStreams(), InstantSource.system()));
        CountdownFile countdowns = CountdownFile.open(config.countdownFile());
        List<HostWatch> each = new ArrayList<>();
        closeables.add(() -> new HostWatches(each).close());
        for (WatchedHost host : HostOpener.open(config, mode)) {
            each.add(new HostWatch(
                    host, config, countdowns.forHost(host.host().name()), limits, requests, events, beans));
        }
        HostWatches watches = new HostWatches(each);
        HttpEndpoint http = closeables.add(HttpEndpoint.start(config, users, access, watches::health, events));
        if (config.rmi().isPresent()) {
            RmiEndpoint rmi = closeables.add(RmiEndpoint.start(config.rmi().get(), config.tls(), users, access, beans));
            log.info("JMX clients connect to {}", rmi.url());
        }
        // Closed before HTTP and RMI: who waits for a logoff is told how far it is, and the audit trail too.
        closeables.add(watches::stopActing);
        closeables.add(ServiceBean.register(
                beans,
                new ServiceFacts(
                        Version.text(),
                        Instant.now(),
                        watches.all().stream().map(HostWatch::host).toList(),
                        http.jolokiaUrl(),
                        config.source(),
                        config.auditFile().toString())));
        return http;
    }

    private static JsonLinesAuditTrail openAudit(Path file) throws IOException {
        try {
            return JsonLinesAuditTrail.open(file);
        } catch (IOException e) {
            throw new IOException(
                    "the audit file " + file + " cannot be opened (" + e + "); expected is a file that the service may"
                            + " append to (audit.file in logoffd.properties)",
                    e);
        }
    }

    /** Returns where Jolokia answers. */
    String url() {
        return http.jolokiaUrl();
    }

    @Override
    public void close() {
        closeables.close();
    }
}
