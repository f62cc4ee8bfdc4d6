package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.support.files.ReloadingFile;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that change while the service runs. */
class LiveRulesTest {

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private LiveRules rules;

    private static final String RESTRICTING = "# rules\n" + folderLine() + "acting.enabled=no\n"
            + "guard.protectedAccounts=*\\m.svensson\nlimit.percentOfUsers=10\n";

    private static String folderLine() {
        return "jolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n';
    }

    @BeforeEach
    void open() throws Exception {
        write("acting.enabled=yes");
        rules = new LiveRules(
                ConfigReader.read(folder.resolve("logoffd.properties")), (before, now, message) -> told.add(message));
    }

    private void write(String lines) throws IOException {
        Files.writeString(
                folder.resolve("logoffd.properties"),
                "jolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n' + lines + '\n');
    }

    @Test
    void aChangeCountsAndIsReported() throws Exception {
        write("acting.enabled=no\nguard.protectedAccounts=CONTOSO\\svc-*");

        rules.look();
        look();

        assertThat(rules.get().enabled()).isFalse();
        assertThat(told)
                .singleElement()
                .asString()
                .contains(
                        "were read again: acting.enabled from yes to no; guard.protectedAccounts from nothing to CONTOSO\\svc-*.");
    }

    @Test
    void aChangeOfOtherKeysIsNoNews() throws Exception {
        write("acting.enabled=yes\nrefresh.interval=9s");

        look();

        assertThat(rules.get().enabled()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aFileWithAMistakeLeavesTheRulesAsTheyAreAndIsReportedOnce() throws Exception {
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            write("acting.enabled=no\nlimit.percentOfUsers=many");
            rules.look();
            look();

            assertThat(rules.get().enabled()).isTrue();
            assertThat(told).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR The changed configuration is rejected", "limit.percentOfUsers");
        }
        write("acting.enabled=no");
        look();
        assertThat(rules.get().enabled()).isFalse();
    }

    @Test
    void aFileThatIsGoneLeavesTheRulesAsTheyAre() throws Exception {
        Files.delete(folder.resolve("logoffd.properties"));

        look();

        assertThat(rules.get().enabled()).isTrue();
        assertThat(told).isEmpty();
    }

    /** What a full disk, a crash or an editor leaves of a file. */
    static Stream<Arguments> damagedFiles() {
        return Stream.of(
                Arguments.of("", "contains no key"),
                Arguments.of("\n\n", "contains no key"),
                Arguments.of("# only the first comment\n", "contains no key"),
                Arguments.of(RESTRICTING.substring(0, RESTRICTING.indexOf("svensson") + 4), "ends within line 4"),
                Arguments.of(RESTRICTING.substring(0, RESTRICTING.length() - 1), "ends within line 5"),
                Arguments.of(RESTRICTING + "# a comm", "ends within line 6"),
                Arguments.of("<NUL>".repeat(RESTRICTING.length()), "contains a NUL character in line 1"),
                Arguments.of(
                        RESTRICTING.replace("svensson\n", "svensson<NUL>\n"), "contains a NUL character in line 4"),
                Arguments.of("# <NUL>\n" + RESTRICTING, "contains a NUL character in line 1"),
                Arguments.of(
                        folderLine(), "no longer has acting.enabled, guard.protectedAccounts, limit.percentOfUsers"),
                Arguments.of(
                        RESTRICTING.replace("guard.protectedAccounts=", "# guard.protectedAccounts="),
                        "no longer has guard.protectedAccounts, whose default allows more"));
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void aFileThatWasEmptiedOrCutLeavesTheRulesAsTheyAre(String text, String said) throws Exception {
        restrict();
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            Files.writeString(file(), text.replace("<NUL>", "\0"));
            look();

            assertThat(rules.get().enabled()).isFalse();
            assertThat(rules.get().guard().protectedAccounts()).hasSize(1);
            assertThat(rules.get().limits().percentOfUsers()).isEqualTo(10);
            assertThat(told).hasSize(1);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR The changed configuration")
                    .contains(said);
        }
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNoticed() throws Exception {
        FileTime time = Files.getLastModifiedTime(file());
        write("acting.enabled=no ");
        Files.setLastModifiedTime(file(), time);

        look();

        assertThat(rules.get().enabled()).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeAtThePlaceOfTheFileHoldsNothingUp() throws Exception {
        Files.delete(file());
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();

        assertTimeoutPreemptively(Duration.ofSeconds(5), this::look);

        Files.delete(file());
        write("acting.enabled=no");
        look();
        assertThat(rules.get().enabled()).isFalse();
    }

    private void restrict() throws IOException {
        Files.writeString(file(), RESTRICTING);
        look();
        assertThat(rules.get().enabled()).isFalse();
    }

    private void look() {
        rules.look();
        rules.look();
    }

    private Path file() {
        return folder.resolve("logoffd.properties");
    }
}
