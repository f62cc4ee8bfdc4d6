package io.github.logoffd.jmx;

import static io.github.logoffd.support.RecordItem.flag;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.text;
import static io.github.logoffd.support.RecordItem.time;

import io.github.logoffd.support.RecordItem;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** The attributes of the Service bean. */
final class ServiceBeanType {

    /** The Service bean. */
    static final BeanType<ServiceFacts> TYPE = new BeanType<>(
            ServiceFacts.class,
            "The logoffd service",
            Field.all(List.of(
                    text("Version", "The version of logoffd", ServiceFacts::version),
                    text(
                            "JavaVersion",
                            "The version of the JVM",
                            s -> Runtime.version().toString()),
                    number(
                            "ProcessId",
                            "The process id",
                            s -> ProcessHandle.current().pid()),
                    time("StartTime", "When the service started; ISO-8601, UTC", s -> Optional.of(s.startTime())),
                    number(
                            "UptimeSeconds",
                            "Seconds since the JVM started",
                            s -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000),
                    new RecordItem<>(
                            "Hosts",
                            String[].class,
                            "The monitored hosts",
                            s -> s.hosts().toArray(String[]::new)),
                    text("Url", "The address of Jolokia", ServiceFacts::url),
                    text(
                            "ConfigurationFile",
                            "The configuration file in use, empty for the built-in configuration",
                            ServiceFacts::configurationFile),
                    text(
                            "AuditFile",
                            "The file that records requests to act and their outcomes",
                            ServiceFacts::auditFile),
                    new RecordItem<>(
                            "Problems",
                            String[].class,
                            "What an administrator should look at, a sentence each, as in /health; empty when nothing",
                            s -> s.problems().get().toArray(String[]::new)),
                    flag(
                            "ActingEnabled",
                            "Whether operations may act on sessions; if not, all of them are refused",
                            s -> s.acting().get().enabled()),
                    flag(
                            "DryRun",
                            "Whether operations do everything except calling Windows to act",
                            s -> s.acting().get().dryRun()),
                    new RecordItem<>(
                            "Rules",
                            String[].class,
                            "The rules in force, one for each key acting.*, guard.*, limit.* and history.requireReason of"
                                    + " the configuration, as key=value; nothing stands for no limit and an empty list",
                            s -> s.rules().get().toArray(String[]::new)),
                    time(
                            "CertificateEnd",
                            "When the certificate for HTTPS and RMI expires; ISO-8601, UTC, empty without TLS",
                            s -> s.certificateEnd().get()))),
            List.of());

    private ServiceBeanType() {}
}
