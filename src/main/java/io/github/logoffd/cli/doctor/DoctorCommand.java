package io.github.logoffd.cli.doctor;

import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.Version;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks an installation. Changes nothing, and needs no running service. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Checks this installation and says what to do about each problem; changes nothing. Exit code 0 means"
                        + " that no check has failed, although some may warn; 1 that one has failed.")
public final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec;

    private final Supplier<Machine> machine;

    /** Makes the command for this machine. */
    public DoctorCommand() {
        this(Machine::ofThisProcess);
    }

    DoctorCommand(Supplier<Machine> machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() {
        Examination examination = Examination.of(config, machine.get());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExaminationText.json(examination, Version.text()));
        } else {
            ExaminationText.lines(examination).forEach(out::println);
        }
        return (examination.mark() == Mark.FAIL ? ExitCode.FAILED : ExitCode.OK).number();
    }
}
