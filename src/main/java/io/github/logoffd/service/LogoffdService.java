package io.github.logoffd.service;

import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.audit.history.History;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.config.RuleTexts;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.host.resilient.WatchedHost;
import io.github.logoffd.jmx.HistoryBean;
import io.github.logoffd.jmx.ServiceBean;
import io.github.logoffd.jmx.ServiceFacts;
import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.rmi.RmiEndpoint;
import io.github.logoffd.support.files.JournalName;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.web.EndpointSources;
import io.github.logoffd.web.HttpEndpoint;
import io.github.logoffd.web.alertmanager.AlertmanagerHook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: hosts, beans, HTTP. Closing it ends all of it within seconds and may be done twice, and by
 * another thread while it still starts: then it is not waited for what is slow, and nothing more is begun. Thread-safe.
 */
public final class LogoffdService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogoffdService.class);

    private final CloseStack closeables = new CloseStack();
    private final Optional<ReadyFile> ready;

    /** Creates a service without a ready file. */
    public LogoffdService() {
        this(Optional.empty());
    }

    /** Makes a service that has not been started. */
    public LogoffdService(Optional<ReadyFile> ready) {
        this.ready = ready;
    }

    /**
     * Starts everything, or nothing.
     *
     * @param source the real host, or a simulated one
     * @return where Jolokia answers
     * @throws StartupException when it cannot start, or was closed meanwhile; the message says why
     */
    public String start(ServiceConfig config, HostSource source) throws StartupException {
        log.info("logoffd {} starts with {}", Version.text(), description(config));
        try {
            String url = open(config, source).jolokiaUrl();
            if (ready.isPresent()) {
                closeables.add(ready.get()).write(url);
            }
            log.info("logoffd {} answers at {}", Version.text(), url);
            return url;
        } catch (IOException | RuntimeException e) {
            closeables.close();
            String reason = ErrorText.of(e);
            throw new StartupException("logoffd cannot start: " + reason, e);
        }
    }

    private static String description(ServiceConfig config) {
        return config.source().isEmpty()
                ? "the built-in defaults; --config FILE reads a configuration"
                : "the configuration " + config.source();
    }

    private HttpEndpoint open(ServiceConfig config, HostSource source) throws IOException {
        closeables.add(DataFolders.lock(config));
        if (ready.isPresent()) {
            ready.get().removeLeftOver();
        }
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Auditing auditing = closeables.add(Auditing.open(config, source.mode()));
        History history = closeables.add(history(config, auditing.journal()));
        ReloadedFiles files = closeables.add(new ReloadedFiles(System::nanoTime));
        LiveUsers users = files.add("users", UserAccess.open(config, auditing::reloaded));
        Optional<ServerTls> tls = tls(config, files);
        AuditedRequests requests = closeables.add(
                new AuditedRequests(auditing.trail(), CurrentCaller::get, InstantSource.system(), System::nanoTime));
        LogoffLimits limits =
                new LogoffLimits(config.logoff().timeout(), config.logoff().maxWaiting());
        List<HostRuntime> each = new CopyOnWriteArrayList<>();
        Supplier<ActingRules> rules = rules(config, auditing, files, each);
        ActingPolicy policy = new ActingPolicy(rules, System::nanoTime);
        policy.countEarlier(auditing.past());
        EventJournal events = closeables.add(
                new EventJournal(config.events().buffer(), config.events().maxStreams(), InstantSource.system()));
        events.recordTo(auditing::happened);
        CountdownFile countdowns = CountdownFile.open(config.logoff().countdownFile());
        closeables.add(() -> new HostRuntimes(each).close());
        for (WatchedHost host : HostOpener.open(config, source)) {
            closeables.whileOpen(() -> each.add(new HostRuntime(
                    host,
                    config,
                    countdowns.forHost(host.host().name()),
                    limits,
                    policy,
                    auditing.past(),
                    requests,
                    events,
                    beans)));
        }
        each.forEach(host -> host.publish(countdowns.cancelled(host.host())));
        HostRuntimes runtimes = new HostRuntimes(each);
        Supplier<List<String>> problems = () -> problems(files, runtimes, requests, policy, auditing, history);
        EndpointSources content = new EndpointSources(
                runtimes::health,
                problems,
                events,
                new Metrics(config.metrics(), Version.text(), runtimes::measured, events::counts),
                history,
                runtimes::counts,
                config.alertmanager().map(alerts -> new AlertmanagerHook(alerts, runtimes::automation)));
        HttpEndpoint http = closeables.add(HttpEndpoint.prepare(config, tls, users, auditing.denied(), content));
        runtimes.awaitFirstSnapshots();
        closeables.whileOpen(http::open);
        if (config.rmi().isPresent()) {
            RmiEndpoint rmi = closeables.add(
                    RmiEndpoint.start(config.rmi().get(), config.source(), tls, users, auditing.denied(), beans));
            log.info("JMX clients connect to {}", rmi.url());
        }
        // Closed before HTTP and RMI, so that callers waiting for a logoff, and the audit trail, get its progress.
        closeables.add(runtimes::stopActing);
        closeables.add(HistoryBean.register(beans, history));
        closeables.add(ServiceBean.register(
                beans,
                new ServiceFacts(
                        Version.text(),
                        Instant.now(),
                        runtimes.all().stream().map(HostRuntime::host).toList(),
                        http.jolokiaUrl(),
                        config.source(),
                        config.audit().file().toString(),
                        problems,
                        rules,
                        () -> RuleTexts.of(rules.get()),
                        () -> tls.map(ServerTls::end))));
        return http;
    }

    private static List<String> problems(
            ReloadedFiles files,
            HostRuntimes runtimes,
            AuditedRequests requests,
            ActingPolicy policy,
            Auditing auditing,
            History history) {
        return Stream.of(
                        files.problems(),
                        runtimes.clockProblems(),
                        requests.problem().stream().toList(),
                        policy.problem().stream().toList(),
                        auditing.problems(),
                        history.problem().stream().toList())
                .flatMap(List::stream)
                .toList();
    }

    private static History history(ServiceConfig config, Journal journal) throws IOException {
        Path index = JournalName.INDEX.beside(config.audit().file());
        History history = History.open(journal.files(), index, SecretFiles.ofThisMachine());
        journal.observe(history::appended);
        return history;
    }

    /** The built-in configuration has no file that could change. */
    private static Supplier<ActingRules> rules(
            ServiceConfig config, Auditing auditing, ReloadedFiles files, List<HostRuntime> hosts) {
        if (config.source().isEmpty()) {
            return config::acting;
        }
        return files.add("rules", new LiveRules(config, (before, now, message) -> {
            auditing.reloaded(before, now, message);
            ActingSwitch.between(before, now).ifPresent(sentence -> hosts.forEach(host -> host.tellActing(sentence)));
        }));
    }

    /** One for HTTP and RMI, so that a renewed certificate is shown by both from the same moment. */
    private static Optional<ServerTls> tls(ServiceConfig config, ReloadedFiles files) throws IOException {
        return config.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(files.add(
                        "tls", ServerTls.open(config.tls().get(), config.http().hosts())));
    }

    @Override
    public void close() {
        closeables.close();
    }
}
