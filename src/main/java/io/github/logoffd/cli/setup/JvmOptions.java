package io.github.logoffd.cli.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of the JVM in which the Windows service runs, each with its reason. Stateless. */
public final class JvmOptions {

    /** The minimum to answer a pattern read of every attribute of 5000 sessions: about 30 MB are then live. */
    public static final int HEAP_MEGABYTES = 96;

    /** JNA and the archive need native access; Java 17 does not know the option, so procrun gives it to later ones. */
    static final List<String> SINCE_JAVA_9 = List.of("--enable-native-access=ALL-UNNAMED");

    private JvmOptions() {}

    /** Returns the options that name no file. */
    public static List<String> withoutFiles() {
        return List.of(
                // This service logs users off; the JVM must not shut down on their logoff signal.
                "-Xrs",
                // The smallest collector; the heap is small.
                "-XX:+UseSerialGC",
                // For jstat the JVM would wake up 20 times a second, even when idle.
                "-XX:-UsePerfData",
                // Without memory threads end one by one; a restarted service is better than a partly working one.
                "-XX:+ExitOnOutOfMemoryError",
                // The encoding of files must not depend on the Windows code page.
                "-Dfile.encoding=UTF-8");
    }

    /** Returns all options of the service but those for the class archive. */
    public static List<String> ofService(Path libraries, Path logConfiguration, Path logs, Path ready) {
        List<String> options = new ArrayList<>(withoutFiles());
        options.addAll(ofJna(libraries));
        options.add("-Dlogback.configurationFile=" + logConfiguration);
        options.add("-Dlogoffd.logs=" + logs);
        options.add(ServiceDefinition.READY + ready);
        return options;
    }

    /**
     * Returns where JNA's DLL is, beside the jars: otherwise it would be unpacked into a folder that users can write
     * to. No other copy of the DLL is searched for.
     */
    static List<String> ofJna(Path libraries) {
        return List.of("-Djna.boot.library.path=" + libraries, "-Djna.nounpack=true", "-Djna.nosys=true");
    }

    /**
     * Returns the options for the class archive. Without the check of its sums a damaged archive crashes the JVM; with
     * it such an archive is ignored. The check takes about 30 milliseconds.
     */
    static List<String> ofArchive(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-XX:+VerifySharedSpaces");
    }
}
