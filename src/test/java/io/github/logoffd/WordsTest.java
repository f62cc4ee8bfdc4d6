package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Phrases that a native engineer would not write. Messages say what happened, what was given and what to do. */
class WordsTest {

    private static final Pattern BANNED = Pattern.compile(
            "\\b(expected (is|are)|whoever|somebody|everybody|(is|are) told|turned away|as many as may|picture|not any more|call(s|ed)? off|not believed|afresh)\\b");

    @Test
    void noSourceAndNoDocumentHasABannedPhrase() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"));
                Stream<Path> guides = Files.walk(Path.of("jolokia-config"));
                Stream<Path> service = Files.walk(Path.of("service"));
                Stream<Path> top = Files.list(Path.of("."))) {
            List<String> found = Stream.of(sources, guides, service, top)
                    .flatMap(files -> files)
                    .filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".md"))
                    .flatMap(WordsTest::banned)
                    .toList();

            assertThat(found).isEmpty();
        }
    }

    private static Stream<String> banned(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> BANNED.matcher(line).find())
                    .map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBannedPhraseIsFound() {
        assertThat(BANNED.matcher("The port is \"x\"; expected is a number.").find())
                .isTrue();
        assertThat(BANNED.matcher("Invalid port \"x\". Give a number.").find()).isFalse();
    }
}
