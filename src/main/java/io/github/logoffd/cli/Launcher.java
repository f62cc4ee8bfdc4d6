package io.github.logoffd.cli;

/**
 * The entry point of {@code java -jar}. Compiled for Java 8 while everything else needs 17, so that an older JVM gets
 * one clear sentence instead of an {@code UnsupportedClassVersionError}. Keep it free of newer language and library
 * features.
 */
public final class Launcher {

    private static final int OLDEST_JAVA = 17;
    private static final int EXIT_WRONG_JAVA = 3;

    private Launcher() {}

    /** Starts the command line, or says that this JVM is too old and exits with 3. */
    public static void main(String[] args) throws Exception {
        String problem = problemWith(System.getProperty("java.specification.version"), System.getProperty("java.home"));
        if (!problem.isEmpty()) {
            System.err.println(problem);
            System.exit(EXIT_WRONG_JAVA);
        }
        // By name: naming the class here would make this class need Java 17 to compile.
        Class.forName("io.github.logoffd.cli.Main")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /** Returns one sentence, or {@code ""} when the version will do. Versions before 9 are written {@code 1.8}. */
    static String problemWith(String specificationVersion, String javaHome) {
        String major = specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        if (Integer.parseInt(major) >= OLDEST_JAVA) {
            return "";
        }
        return "logoffd: this is Java " + specificationVersion + " (" + javaHome + "). Use Java " + OLDEST_JAVA
                + " or newer.";
    }
}
