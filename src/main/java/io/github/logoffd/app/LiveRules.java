package io.github.logoffd.app;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ConfigurationException;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.ActingRules;
import io.github.logoffd.files.FileStamp;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules for acting as they stand in the configuration file now. A changed file counts when all of it is good; otherwise the last good
 * rules stay and the log says why. The other keys count from the next start. {@link #get} may be called by any thread and never waits;
 * {@link #look} is for one thread.
 */
final class LiveRules implements Supplier<ActingRules> {

    private static final Logger log = LoggerFactory.getLogger(LiveRules.class);

    private final Path file;
    private final Consumer<String> reloaded;
    private volatile ActingRules rules;
    private List<FileStamp> stamp;
    private String toldProblem = "";

    /**
     * Starts with the rules that were read.
     *
     * @param config comes from a file
     * @param reloaded is told in one sentence when other rules count
     */
    LiveRules(ServiceConfig config, Consumer<String> reloaded) {
        this.file = Path.of(config.source());
        this.reloaded = reloaded;
        this.rules = config.acting();
        this.stamp = stamp();
    }

    @Override
    public ActingRules get() {
        return rules;
    }

    /** Reads the file again if it has changed. Never throws. */
    void look() {
        try {
            List<FileStamp> found = stamp();
            if (!found.equals(stamp)) {
                take(ConfigReader.read(file).acting());
                stamp = found;
            }
            toldProblem = "";
        } catch (ConfigurationException | RuntimeException e) {
            // Looked at again and again until it is good: an editor may write it in parts.
            tellOnce(String.valueOf(e.getMessage()));
        }
    }

    private void take(ActingRules read) {
        if (!read.equals(rules)) {
            rules = read;
            reloaded.accept("The rules for acting in " + file + " were read again; now they are " + read + '.');
        }
    }

    private void tellOnce(String problem) {
        if (!problem.equals(toldProblem)) {
            toldProblem = problem;
            log.error("The changed configuration is not used, the rules for acting stay as they were. {}", problem);
        }
    }

    private List<FileStamp> stamp() {
        return FileStamp.of(List.of(file));
    }
}
