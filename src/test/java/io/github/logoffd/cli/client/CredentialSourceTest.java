package io.github.logoffd.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.cli.client.ServiceException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where name and password come from. */
class CredentialSourceTest {

    private static final Map<String, String> BOTH =
            Map.of("LOGOFFD_USER", "monitor", "LOGOFFD_PASSWORD", "s3cret word");

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private FileCheck files = file -> Optional.empty();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor s3cret wörd",
                "monitor s3cret wörd\n",
                "monitor\ns3cret wörd",
                "monitor\r\ns3cret wörd\r\n",
                "\uFEFFmonitor s3cret wörd\r\n"
            })
    void aFileHasOneLineOrTwo(String content) throws Exception {
        assertThat(source(BOTH).read(Optional.of(file(content)))).isEqualTo(new Credentials("monitor", "s3cret wörd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "monitor", "monitor\n\n\n", "a\nb\nc", " secret", "monitor ", "mo:nitor secret"})
    void aFileOfAnotherFormIsRefusedWithoutRepeatingIt(String content) throws Exception {
        Path file = file(content);

        assertThatProblem(Optional.of(file))
                .contains("he file " + file)
                .containsPattern("(Write one line|Give a name)")
                .doesNotContain("secret", "monitor");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        files = file -> Optional.of("Others can read " + file + '.');
        Path file = file("monitor secret");

        assertThatProblem(Optional.of(file)).isEqualTo("Others can read " + file + '.');
    }

    @Test
    void aFileWhosePermissionsAreUnknownIsRefused() throws Exception {
        files = file -> {
            throw new IOException("nobody knows");
        };

        assertThatProblem(Optional.of(file("monitor secret"))).contains("nobody knows");
    }

    @Test
    void aFileThatIsMissingIsReported() {
        assertThatProblem(Optional.of(folder.resolve("missing"))).startsWith("There is no file ");
        assertThatProblem(Optional.of(folder)).startsWith("There is no file ");
    }

    @Test
    void aFileThatIsNoUtf8OrTooLongIsRefused() throws Exception {
        Path latin = Files.write(folder.resolve("latin"), "monitor pässword".getBytes(StandardCharsets.ISO_8859_1));

        assertThatProblem(Optional.of(latin)).contains("cannot be read as UTF-8 text");
        assertThatProblem(Optional.of(file("monitor " + "x".repeat(5000))))
                .contains("is too large: at most 4096 bytes are read.");
    }

    @Test
    void withoutAFileTheEnvironmentCounts() throws Exception {
        assertThat(source(BOTH).read(Optional.empty())).isEqualTo(new Credentials("monitor", "s3cret word"));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheEnvironmentDoesNotHoldIsAskedFor() throws Exception {
        assertThat(source(Map.of("LOGOFFD_USER", "monitor")).read(Optional.empty()))
                .isEqualTo(new Credentials("monitor", "typed true"));
        assertThat(source(Map.of()).read(Optional.empty())).isEqualTo(new Credentials("typed false", "typed true"));
        assertThat(asked)
                .containsExactly("Password of monitor: ", "User of the service: ", "Password of typed false: ");
    }

    @Test
    void whereNoUserCanBeAskedTheSentenceNamesTheOtherWays() {
        CredentialSource source = new CredentialSource(Map.of("LOGOFFD_USER", "monitor"), files, Optional::empty);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> source.read(Optional.empty()))
                .withMessage("No name and password were given. Set LOGOFFD_USER and LOGOFFD_PASSWORD in the"
                        + " environment, or --user-file.");
    }

    @Test
    void anUnansweredQuestionIsReported() {
        Prompt gone = (question, hidden) -> {
            throw new IOException("The question was not answered.");
        };
        CredentialSource source = new CredentialSource(Map.of(), files, () -> Optional.of(gone));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> source.read(Optional.empty()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.OPTIONS))
                .withMessage("The question was not answered.");
    }

    @Test
    void aPasswordIsNeverPartOfAText() {
        assertThat(new Credentials("monitor", "secret")).hasToString("credentials of monitor");
    }

    private AbstractStringAssert<?> assertThatProblem(Optional<Path> file) {
        List<String> message = new ArrayList<>();
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> source(Map.of()).read(file))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.OPTIONS))
                .satisfies(e -> message.add(e.getMessage()));
        return assertThat(message.get(0));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("user"), content);
    }

    private CredentialSource source(Map<String, String> environment) {
        Prompt prompt = (question, hidden) -> {
            asked.add(question);
            return "typed " + hidden;
        };
        return new CredentialSource(environment, files, () -> Optional.of(prompt));
    }
}
