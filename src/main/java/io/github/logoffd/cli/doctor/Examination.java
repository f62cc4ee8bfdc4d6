package io.github.logoffd.cli.doctor;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.SecretFiles;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All checks of one installation. A problem of one check hides no other, except that a configuration that cannot be
 * read leaves those out that need it. Immutable.
 *
 * @param findings one for each check, in the order of the output
 * @param config the configuration, empty when it cannot be read
 */
record Examination(List<Finding> findings, Optional<ServiceConfig> config) {

    private static final String CONFIGURATION = "configuration";

    Examination {
        findings = List.copyOf(findings);
    }

    static Examination of(ConfigOption option, Machine machine) {
        List<Finding> findings = new ArrayList<>();
        findings.add(JavaCheck.of(machine));
        Optional<ServiceConfig> config = configuration(option, findings);
        config.ifPresent(read -> {
            findings.addAll(files(read, machine));
            findings.add(guarded(
                    "certificate",
                    () -> CertificateCheck.of(read, machine.clock().instant())));
            findings.add(guarded("service", () -> ServiceCheck.of(read)));
            findings.add(guarded("journal", () -> JournalSpaceCheck.of(read)));
            findings.add(
                    guarded("clock", () -> ClockCheck.of(read, machine.clock().instant())));
        });
        findings.add(guarded("sessions", () -> SessionsCheck.of(machine)));
        findings.add(guarded("archive", () -> ArchiveCheck.of(machine)));
        return new Examination(findings, config);
    }

    private static Optional<ServiceConfig> configuration(ConfigOption option, List<Finding> findings) {
        try {
            ServiceConfig read = option.readWithoutTls();
            findings.add(
                    read.source().isEmpty()
                            ? Finding.warn(
                                    CONFIGURATION,
                                    "There is no service/logoffd.properties beside the jar, so the built-in defaults were"
                                            + " checked. Name the configuration of the service: --config FILE.")
                            : Finding.ok(CONFIGURATION, read.source() + '.'));
            return Optional.of(read);
        } catch (ProblemsException e) {
            findings.add(new Finding(
                    CONFIGURATION,
                    Mark.FAIL,
                    List.of(
                            ErrorText.of(e),
                            "Permissions, users, certificate, service, journal and clock were not checked. Repair the"
                                    + " configuration first.")));
            return Optional.empty();
        }
    }

    private static List<Finding> files(ServiceConfig config, Machine machine) {
        try {
            ProtectedFiles files = SecretFiles.ofThisMachine();
            return List.of(
                    guarded("permissions", () -> FilesCheck.of(config, machine.jar(), files)),
                    guarded("users", () -> UsersCheck.of(config, files)));
        } catch (IOException e) {
            return List.of(Finding.fail("permissions", ErrorText.of(e)));
        }
    }

    /** A check that fails unexpectedly, such as without a right, must not hide the others. */
    private static Finding guarded(String check, Supplier<Finding> body) {
        try {
            return body.get();
        } catch (RuntimeException | LinkageError e) {
            return Finding.fail(check, "The check itself has failed (" + e + "); this is a mistake in logoffd.");
        }
    }

    /** Returns the worst mark. */
    Mark mark() {
        return findings.stream().map(Finding::mark).max(Mark::compareTo).orElse(Mark.OK);
    }

    long count(Mark mark) {
        return findings.stream().filter(finding -> finding.mark() == mark).count();
    }
}
