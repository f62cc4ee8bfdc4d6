package io.github.logoffd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.service.ExitCode;
import java.io.DataInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one class that an old JVM can load. */
class LauncherTest {

    private static final int CLASS_FILE_OF_JAVA_8 = 52;
    private static final int CLASS_FILE_OF_JAVA_17 = 61;

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "16"})
    void anOldJvmGetsOneSentence(String version) {
        assertThat(Launcher.problemWith(version, "C:\\java"))
                .isEqualTo("logoffd: this is Java " + version + " (C:\\java). Use Java 17 or newer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "100"})
    void aNewerJvmWillDo(String version) {
        assertThat(Launcher.problemWith(version, "/usr/lib/jvm")).isEmpty();
    }

    @Test
    void anOldJvmCanLoadTheLauncherAndNothingElse() throws Exception {
        assertThat(majorVersion(Launcher.class)).isEqualTo(CLASS_FILE_OF_JAVA_8);
        assertThat(majorVersion(Main.class)).isEqualTo(CLASS_FILE_OF_JAVA_17);
    }

    @Test
    void theLauncherExitsWithTheDocumentedCode() throws Exception {
        var exit = Launcher.class.getDeclaredField("EXIT_WRONG_JAVA");
        exit.setAccessible(true);

        assertThat(exit.getInt(null)).isEqualTo(ExitCode.WRONG_JAVA.number());
    }

    @Test
    void aMissingLibraryIsOneSentence(@TempDir Path folder) throws Exception {
        Path jar = jar(folder, "lib/a.jar lib/b.jar");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED.number());
        assertThat(folder.resolve("out.txt"))
                .hasContent(
                        "logoffd: 2 files are missing beside " + jar + ", such as lib/a.jar. Keep the folder lib beside"
                                + " the jar: unzip the whole zip again, or build it again.");
    }

    /** A jar with the launcher and the command line, but without what they need. */
    private static Path jar(Path folder, String classPath) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Launcher.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = folder.resolve("logoffd.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(Launcher.class, Main.class)) {
                out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
                try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    private static int majorVersion(Class<?> type) throws Exception {
        try (InputStream stream = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream data = new DataInputStream(stream)) {
            data.readInt();
            data.readUnsignedShort();
            return data.readUnsignedShort();
        }
    }
}
