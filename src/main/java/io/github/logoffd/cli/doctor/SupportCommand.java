package io.github.logoffd.cli.doctor;

import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs what a bug report needs into one zip, and lists what is in it. */
@Command(
        name = "support",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Packs one zip for a bug report: versions, facts of this machine, the result of doctor, the"
                + " configuration, the last lines of the logs. Without passwords, hashes and keys, and unless --with-names"
                + " is given without users and texts. Prints what is in it. Overwrites nothing.")
public final class SupportCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The zip; by default logoffd-support- and the time, in this folder.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--with-names",
            description = "Leave users and texts of messages in, and add the last lines of the journal.")
    private boolean withNames;

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            description = "The folder of the logs; by default the one of audit.file.")
    private Optional<Path> logs = Optional.empty();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private final ServiceAccess access;

    @Spec
    private CommandSpec spec;

    private final Supplier<Machine> machine;

    /** Makes the command for this machine, with the options of a service. */
    public SupportCommand(ServiceAccess access) {
        this(access, Machine::ofThisProcess);
    }

    SupportCommand(ServiceAccess access, Supplier<Machine> machine) {
        this.access = access;
        this.machine = machine;
    }

    @Override
    public Integer call() {
        Machine here = machine.get();
        Path target = file.orElseGet(() -> nameAt(here.clock().instant()));
        Bundle bundle = new SupportBundle(Examination.of(config, here), here, config, logs, withNames).collect(access);
        try {
            bundle.write(target);
        } catch (IOException e) {
            spec.commandLine().getErr().println(ErrorText.of(e));
            return ExitCode.FAILED.number();
        }
        print(bundle, target);
        return ExitCode.OK.number();
    }

    private static Path nameAt(Instant time) {
        return Path.of("logoffd-support-" + TIME.format(time) + ".zip");
    }

    private void print(Bundle bundle, Path target) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Written: " + target + ". It contains:");
        bundle.entries()
                .forEach(entry -> out.printf(
                        Locale.ROOT, "  %-32s %8d bytes  %s%n", entry.name(), entry.bytes().length, entry.content()));
        out.println(
                withNames
                        ? "Left out: passwords, hashes and keys. It has names of users and texts of messages."
                        : "Left out: passwords, hashes, keys, users, texts of messages, and the journal. It has names of"
                                + " hosts, addresses and paths.");
        out.println("Read it before you send it.");
    }
}
