package io.github.logoffd.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change while the service runs. */
class LiveRulesTest {

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private LiveRules rules;

    @BeforeEach
    void open() throws Exception {
        write("acting.enabled=yes");
        rules = new LiveRules(ConfigReader.read(folder.resolve("logoffd.properties")), told::add);
    }

    private void write(String lines) throws IOException {
        Files.writeString(
                folder.resolve("logoffd.properties"),
                "jolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n' + lines + '\n');
    }

    @Test
    void aChangeCountsAndIsTold() throws Exception {
        write("acting.enabled=no\nguard.protectedAccounts=CONTOSO\\svc-*");

        rules.look();
        rules.look();

        assertThat(rules.get().enabled()).isFalse();
        assertThat(told).singleElement().asString().contains("were read again", "enabled=false", "svc-*");
    }

    @Test
    void aChangeOfOtherKeysIsNoNews() throws Exception {
        write("acting.enabled=yes\nrefresh.interval=9s");

        rules.look();

        assertThat(rules.get().enabled()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aFileWithAMistakeLeavesTheRulesAsTheyAreAndIsSaidOnce() throws Exception {
        try (RecordedLog log = new RecordedLog(LiveRules.class)) {
            write("acting.enabled=no\nlimit.percentOfUsers=many");
            rules.look();
            rules.look();

            assertThat(rules.get().enabled()).isTrue();
            assertThat(told).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR The changed configuration is not used", "limit.percentOfUsers");
        }
        write("acting.enabled=no");
        rules.look();
        assertThat(rules.get().enabled()).isFalse();
    }

    @Test
    void aFileThatIsGoneLeavesTheRulesAsTheyAre() throws Exception {
        Files.delete(folder.resolve("logoffd.properties"));

        rules.look();

        assertThat(rules.get().enabled()).isTrue();
        assertThat(told).isEmpty();
    }
}
