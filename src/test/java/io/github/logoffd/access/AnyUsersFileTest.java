package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.VisibleText;
import io.github.logoffd.testing.AnyText;
import io.github.logoffd.testing.Corpus;
import io.github.logoffd.testing.ProblemLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in the users file, it is users, or a list of sentences that quote nothing of it. */
class AnyUsersFileTest {

    private static final String HASH = PasswordHash.ofNobody(210_000).text();

    private static Path folder;
    private static UsersFile users;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("logoffd-any-users");
        users = new UsersFile(folder.resolve("users.txt"), new ProtectedFiles(List.of()));
        users.files().write(users.path(), "");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.delete(users.path());
        Files.delete(folder);
    }

    @Property
    void anyTextIsUsersOrRefused(@ForAll("anyTexts") String text) throws IOException {
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anyBytesAreUsersOrRefused(@ForAll byte[] bytes) throws IOException {
        check(bytes);
    }

    @Property
    @FromData("texts")
    void textsThatFailedOnceAreUsersOrRefused(@ForAll String text) throws IOException {
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    @Data
    Iterable<Tuple1<String>> texts() {
        return Corpus.of("users-files.txt");
    }

    private static void check(byte[] text) throws IOException {
        Files.write(users.path(), text);
        try {
            assertThat(users.read().all()).allMatch(user -> User.isName(user.name()));
        } catch (ProblemsException e) {
            List<String> lines = Arrays.asList(e.getMessage().split(System.lineSeparator(), -1));
            assertThat(lines.get(0))
                    .startsWith("The users file " + users.path() + " has " + ProblemLines.count(lines) + " problem");
            assertThat(lines.subList(1, lines.size())).allMatch(AnyUsersFileTest::isPlain);
        }
    }

    private static boolean isPlain(String line) {
        return (line.matches("  (Line|It) .*\\.") || ProblemLines.isNumberOfOthers(line))
                && !line.contains(HASH.substring(HASH.length() - 20))
                && line.codePoints().noneMatch(VisibleText::isHidden);
    }

    @Provide
    Arbitrary<String> anyTexts() {
        return AnyText.of(
                20,
                ":",
                ":",
                "\n",
                "#",
                " ",
                "alice",
                "monitor",
                "operator",
                "certificate",
                HASH,
                "pbkdf2-sha512",
                "210000",
                "\ufeff",
                "alice:monitor:" + HASH + '\n');
    }
}
