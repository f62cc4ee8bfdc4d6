package io.github.logoffd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.service.ExitCode;
import java.io.DataInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
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

    private static int majorVersion(Class<?> type) throws Exception {
        try (InputStream stream = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream data = new DataInputStream(stream)) {
            data.readInt();
            data.readUnsignedShort();
            return data.readUnsignedShort();
        }
    }
}
