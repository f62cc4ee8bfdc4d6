package io.github.logoffd.web.alertmanager;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.control.Automation;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.Win32Error;
import io.github.logoffd.support.text.ErrorText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns alerts into requests for logoffs. Only firing alerts that are named in the configuration and identify a logon
 * and its user become one; the same alert acts only once. Thread-safe.
 */
public final class AlertmanagerHook {

    private static final Logger log = LoggerFactory.getLogger(AlertmanagerHook.class);

    private static final String CHANNEL = "alertmanager";

    private final AlertmanagerConfig config;
    private final Function<String, Optional<Automation>> hosts;

    /**
     * Creates a hook that has seen no alert.
     *
     * @param hosts finds a host by its name in any case
     */
    public AlertmanagerHook(AlertmanagerConfig config, Function<String, Optional<Automation>> hosts) {
        this.config = config;
        this.hosts = hosts;
    }

    /**
     * Handles alerts one after the other, for the user of the current thread. It does not wait until sessions are gone.
     */
    public List<AlertOutcome> handle(List<Alert> alerts) {
        Caller caller = CurrentCaller.get();
        Caller byAlert = new Caller(CHANNEL, caller.address(), caller.user(), caller.role());
        return CurrentCaller.during(byAlert, () -> handleAll(alerts));
    }

    private List<AlertOutcome> handleAll(List<Alert> alerts) {
        List<AlertOutcome> outcomes = new ArrayList<>();
        Set<String> silentHosts = new HashSet<>();
        for (Alert alert : alerts) {
            outcomes.add(handle(alert, silentHosts));
        }
        return List.copyOf(outcomes);
    }

    private AlertOutcome handle(Alert alert, Set<String> silentHosts) {
        if (!alert.firing()) {
            return AlertOutcome.ignored(alert, "The alert is resolved; nothing was done.");
        }
        if (!config.alerts().contains(alert.name())) {
            return AlertOutcome.ignored(
                    alert, "The alert " + alert.name() + " is not in hooks.alertmanager.alerts; nothing was done.");
        }
        try {
            return ask(alert, Demand.of(alert, config), silentHosts);
        } catch (IllegalArgumentException e) {
            log.warn("The alert {} ({}) was rejected: {}", alert.name(), alert.fingerprint(), ErrorText.of(e));
            return AlertOutcome.ignored(alert, ErrorText.of(e));
        } catch (IllegalStateException e) {
            // The first request with this id is under way, or there are too many ids.
            return AlertOutcome.later(alert, ErrorText.of(e));
        }
    }

    private AlertOutcome ask(Alert alert, Demand demand, Set<String> silentHosts) {
        Automation host = hosts.apply(demand.host())
                .orElseThrow(() -> new IllegalArgumentException("The host " + demand.host()
                        + "is not monitored. Add it to hosts in logoffd.properties," + " or correct the alert."));
        if (silentHosts.contains(demand.host())) {
            // Each further call to it could take host.timeout.
            return AlertOutcome.later(alert, demand.host() + " does not answer, so it was not called again.");
        }
        LogoffAnswer answer = host.requestLogoff(
                demand.key(),
                demand.user(),
                demand.states(),
                demand.seconds(),
                requestId(alert, demand.key()),
                reason(alert),
                config.dryRun());
        if (isSilent(answer)) {
            silentHosts.add(demand.host());
        }
        return AlertOutcome.answered(alert, answer, isWorthARetry(answer));
    }

    /**
     * One alert about one logon is one request, however often it is sent; an answer that did not act is decided again
     * each time.
     */
    private static String requestId(Alert alert, String key) {
        return alert.fingerprint() + '@' + alert.startsAt() + '@' + key;
    }

    private static String reason(Alert alert) {
        return "alert " + alert.name() + " (" + alert.fingerprint() + ") since " + alert.startsAt();
    }

    private static boolean isSilent(LogoffAnswer answer) {
        return answer.outcome() == Outcome.FAILED && Win32Error.reason(answer.code()) == Reason.HOST_UNREACHABLE;
    }

    /**
     * Without an error code it is not Windows that has refused: the audit file cannot be written, or the session is
     * passing to another logon.
     */
    private static boolean isWorthARetry(LogoffAnswer answer) {
        return isSilent(answer) || (answer.outcome() == Outcome.FAILED && answer.code() == 0);
    }
}
