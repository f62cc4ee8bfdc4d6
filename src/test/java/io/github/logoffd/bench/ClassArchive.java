package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The archive of classes, as {@code install.cmd} makes and names it. */
final class ClassArchive {

    private final Function<List<String>, ProcessBuilder> java;
    private final UnaryOperator<String> path;
    private final Path jar;
    private final Path folder;

    /**
     * Makes nothing yet.
     *
     * @param java starts a JVM with these arguments
     * @param path what that JVM calls a file of this machine
     * @param jar the one of the product, or a copy
     * @param folder where the archive shall be
     */
    ClassArchive(Function<List<String>, ProcessBuilder> java, UnaryOperator<String> path, Path jar, Path folder) {
        this.java = java;
        this.path = path;
        this.jar = jar;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Makes it, and returns the options of a JVM that is to use it.
     *
     * @param subject service or commands
     */
    List<String> make(String subject) throws IOException, InterruptedException {
        String classes = named("classes.txt");
        String archive = named("logoffd.jsa");
        String product = path.apply(jar.toString());
        run(
                "-XX:DumpLoadedClassList=" + classes,
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-jar",
                product,
                "train",
                subject);
        run(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-Xlog:disable",
                "-jar",
                product);
        return List.of("-XX:SharedArchiveFile=" + archive, "-XX:+VerifySharedSpaces");
    }

    private String named(String file) {
        return path.apply(folder.resolve(file).toString());
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        Program.run(java.apply(List.of(arguments)), folder.resolve("archive.log"));
    }
}
