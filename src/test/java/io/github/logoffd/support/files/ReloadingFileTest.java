package io.github.logoffd.support.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a changed file counts, and what is said while it does not. */
class ReloadingFileTest {

    @TempDir
    private Path folder;

    private final List<String> replaced = new ArrayList<>();
    private ReloadingFile.Reader<String> reader = inForce -> SmallFile.text(file());
    private ReloadingFile<String> text;

    @BeforeEach
    void open() throws Exception {
        write("one");
        text = new ReloadingFile<>(
                "list",
                List.of(file()),
                "one",
                inForce -> reader.read(inForce),
                (before, now) -> replaced.add(before + " > " + now));
        look();
        replaced.clear();
    }

    @Test
    void aChangeCountsWhenTwoLooksHaveSeenTheSame() throws Exception {
        write("two");

        text.look();
        assertThat(text.get()).isEqualTo("one");
        write("three");
        text.look();
        assertThat(text.get()).isEqualTo("one");
        text.look();

        assertThat(text.get()).isEqualTo("three");
        assertThat(replaced).containsExactly("one > three");
    }

    @Test
    void aFileThatChangesWhileItIsReadDoesNotCountYet() throws Exception {
        reader = inForce -> {
            String read = SmallFile.text(file());
            write("three");
            return read;
        };
        write("two");
        look();
        assertThat(text.get()).isEqualTo("one");

        reader = inForce -> SmallFile.text(file());
        look();

        assertThat(text.get()).isEqualTo("three");
    }

    @Test
    void aChangeBetweenTheFirstReadingAndTheFirstLookIsNoticed() throws Exception {
        write("two");
        ReloadingFile<String> late =
                new ReloadingFile<>("list", List.of(file()), "one", reader, (before, now) -> replaced.add(now));

        late.look();
        late.look();

        assertThat(late.get()).isEqualTo("two");
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNoticed() throws Exception {
        FileTime time = Files.getLastModifiedTime(file());
        write("eno");
        Files.setLastModifiedTime(file(), time);

        look();

        assertThat(text.get()).isEqualTo("eno");
    }

    @Test
    void aFileThatIsNotUsedIsAProblemUntilItIsGoodOrAsBefore() throws Exception {
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            Files.delete(file());
            look();
            look();

            assertThat(text.get()).isEqualTo("one");
            assertThat(text.problem())
                    .contains("The changed list is rejected, the previous one stays in force: list.txt is missing.");
            assertThat(log.lines())
                    .containsExactly("ERROR The changed list is rejected, the previous one stays in force. The file "
                            + file() + " is missing.");
        }
        write("one");
        look();
        assertThat(text.problem()).isEmpty();
        assertThat(replaced).isEmpty();
    }

    @Test
    void whatAnybodyMayReadQuotesNothingOfTheFile() throws Exception {
        reader = inForce -> {
            throw new IOException("The password is secret.");
        };
        write("two");
        look();

        assertThat(text.problem())
                .contains(
                        "The changed list is rejected, the previous one stays in force: list.txt has problems; see the"
                                + " log.");
    }

    @Test
    void anErrorWhileReadingEndsNoLaterLook() throws Exception {
        reader = inForce -> {
            throw new StackOverflowError();
        };
        write("two");
        look();
        assertThat(text.problem()).isPresent();

        reader = inForce -> SmallFile.text(file());
        look();

        assertThat(text.get()).isEqualTo("two");
        assertThat(text.problem()).isEmpty();
    }

    @Test
    void aFileThatCouldNotBeUsedIsTriedAgainThoughItIsTheSame() throws Exception {
        reader = inForce -> {
            throw new IOException("Others can read it.");
        };
        write("two");
        look();

        reader = inForce -> SmallFile.text(file());
        text.look();

        assertThat(text.get()).isEqualTo("two");
    }

    private void look() {
        text.look();
        text.look();
    }

    private Path file() {
        return folder.resolve("list.txt");
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content);
    }
}
