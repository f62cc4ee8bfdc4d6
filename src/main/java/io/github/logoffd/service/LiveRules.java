package io.github.logoffd.service;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.RuleTexts;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.support.files.Reloading;
import io.github.logoffd.support.files.ReloadingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules for acting as the configuration file has them now. A changed file counts when all of it is good and it lost
 * no key that restricts; otherwise the last good rules stay and the log says why. The other keys count from the next
 * startup.
 */
final class LiveRules implements Reloading, Supplier<ActingRules> {

    private final ReloadingFile<ServiceConfig> file;

    /** Accepts other rules that count now, with one sentence about them. */
    @FunctionalInterface
    interface Reloaded {
        void accept(ActingRules before, ActingRules now, String message);
    }

    /**
     * Starts with the rules that were read.
     *
     * @param config comes from a file
     * @param reloaded accepts other rules when they count
     */
    LiveRules(ServiceConfig config, Reloaded reloaded) {
        Path path = Path.of(config.source());
        file = new ReloadingFile<>(
                "configuration",
                List.of(path),
                config,
                inForce -> ConfigReader.readAgain(path, inForce),
                (before, now) -> report(path, before.acting(), now.acting(), reloaded));
    }

    private static void report(Path path, ActingRules before, ActingRules now, Reloaded reloaded) {
        if (!now.equals(before)) {
            reloaded.accept(
                    before,
                    now,
                    "The rules for acting in " + path + " were read again: "
                            + String.join("; ", RuleTexts.between(before, now)) + '.');
        }
    }

    @Override
    public ActingRules get() {
        return file.get().acting();
    }

    @Override
    public void look() {
        file.look();
    }

    @Override
    public Optional<String> problem() {
        return file.problem();
    }
}
