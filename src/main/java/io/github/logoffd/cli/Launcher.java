package io.github.logoffd.cli;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The entry point of {@code java -jar}. It explains an unsuitable JVM and missing libraries in one sentence. Compiled
 * for Java 8 while everything else needs 17, so that an older JVM gets one clear sentence instead of an
 * {@code UnsupportedClassVersionError}. Keep it free of newer language and library features.
 */
public final class Launcher {

    private static final int OLDEST_JAVA = 17;
    private static final int EXIT_WRONG_JAVA = 3;
    private static final int EXIT_FAILED = 1;

    private Launcher() {}

    /** Starts the command line, or says that this JVM is too old and exits with 3. */
    public static void main(String[] args) throws Exception {
        String problem = problemWith(System.getProperty("java.specification.version"), System.getProperty("java.home"));
        if (!problem.isEmpty()) {
            System.err.println(problem);
            System.exit(EXIT_WRONG_JAVA);
        }
        try {
            // By name: naming the class here would make this class need Java 17 to compile.
            Class.forName("io.github.logoffd.cli.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (NoClassDefFoundError e) {
            explain(e);
        } catch (InvocationTargetException e) {
            explain(e.getCause());
        }
    }

    /** A missing class of a library has a cause that the user can repair. */
    private static void explain(Throwable failure) throws Exception {
        String missing = failure instanceof NoClassDefFoundError ? missingLibraries() : "";
        if (!missing.isEmpty()) {
            System.err.println(missing);
            System.exit(EXIT_FAILED);
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        throw (Exception) failure;
    }

    /** Returns one sentence, or {@code ""} when this is not a jar, or all files of its class path are there. */
    private static String missingLibraries() throws Exception {
        File jar = new File(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!jar.isFile()) {
            return "";
        }
        int missing = 0;
        String first = "";
        for (String name : classPath(jar).split(" ")) {
            if (!name.isEmpty() && !new File(jar.getParentFile(), name).isFile()) {
                missing++;
                first = first.isEmpty() ? name : first;
            }
        }
        return missing == 0
                ? ""
                : "logoffd: " + missing + (missing == 1 ? " file is" : " files are") + " missing beside " + jar
                        + ", such as " + first
                        + ". Keep the folder lib beside the jar: unzip the whole zip again, or build it again.";
    }

    private static String classPath(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            String path = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path;
        }
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
