package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes in the folder of the product: the commands use a good one, and none other is ever noticed. */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class CommandArchiveIT {

    private static final String HELP = "logoff /?";
    private static final int CUT_AT = 300_000;
    private static final int DAMAGED_FROM = 200_000;
    private static final int DAMAGED_TO = 204_000;

    private CommandPrompt prompt;
    private Path archive;
    private byte[] good;
    private byte[] ofAnotherJava;
    private String usual;

    @BeforeAll
    void makeArchives(WineMachine machine, @TempDir Path folder) throws Exception {
        Path base =
                InstalledService.unpack(machine, folder.resolve("with blank")).base();
        prompt = new CommandPrompt(machine, base);
        archive = base.resolve("commands.jsa");
        usual = prompt.batch("commands", HELP).output();
        Path jar = base.resolve("logoffd.jar");
        String list = WineMachine.windowsPath(base.resolve("classes.txt"));
        machine.java(
                base,
                "-Xlog:disable",
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                WineMachine.windowsPath(jar),
                "logoff",
                "/?");
        machine.java(
                base,
                "-Xlog:disable",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + WineMachine.windowsPath(archive),
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-jar",
                WineMachine.windowsPath(jar));
        good = taken();
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:disable",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-jar",
                        jar.toString(),
                        "logoff",
                        "/?")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assertThat(code).isZero();
        ofAnotherJava = taken();
    }

    private byte[] taken() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        Files.delete(archive);
        return bytes;
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(archive);
    }

    /**
     * That classes of Java come from it is enough: Java 17 keeps no others when there is a blank in the name of the
     * folder.
     */
    @ParameterizedTest
    @ValueSource(strings = {HELP, "call logoffd logoff /?"})
    void aGoodOneIsUsedByTheProgramAndByTheBatchFile(String command) throws Exception {
        Files.write(archive, good);

        prompt.batch("commands", "set \"_JAVA_OPTIONS=-Xlog:class+load:file=classes.txt\"", command);

        assertThat(Files.readString(prompt.base().resolve("classes.txt"))).contains(" source: shared objects file");
    }

    @Test
    void withAGoodOneTheOutputIsTheUsualOne() throws Exception {
        Files.write(archive, good);

        assertThat(prompt.batch("commands", HELP)).isEqualTo(new WineMachine.Result(0, usual));
    }

    /** What may lie there instead of a good one. */
    enum Other {
        EMPTY,
        TEXT,
        CUT,
        DAMAGED,
        OF_ANOTHER_JAVA
    }

    @ParameterizedTest
    @EnumSource
    void anyOtherIsNotNoticed(Other other) throws Exception {
        Files.write(archive, bytes(other));

        assertThat(prompt.batch("commands", HELP)).isEqualTo(new WineMachine.Result(0, usual));
    }

    /** The one that would end Java, were its sums not compared. */
    @Test
    void theBatchFileDoesNotNoticeADamagedOneEither() throws Exception {
        Files.write(archive, damaged());

        assertThat(prompt.batch("commands", "call logoffd logoff /?").output())
                .contains("Terminates a session.\r\n")
                .doesNotContainIgnoringCase("archive");
    }

    private byte[] bytes(Other other) {
        return switch (other) {
            case EMPTY -> new byte[0];
            case TEXT -> "This is no archive.".getBytes(StandardCharsets.US_ASCII);
            case CUT -> Arrays.copyOf(good, CUT_AT);
            case DAMAGED -> damaged();
            case OF_ANOTHER_JAVA -> ofAnotherJava;
        };
    }

    private byte[] damaged() {
        byte[] bytes = good.clone();
        for (int i = DAMAGED_FROM; i < DAMAGED_TO; i++) {
            bytes[i] ^= 0x55;
        }
        return bytes;
    }
}
