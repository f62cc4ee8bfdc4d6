package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guides for trouble quote the messages of the product, and its keys, as they are. */
class TroubleshootingTest {

    private static final List<String> GUIDES = List.of("service/troubleshooting.md", "service/3am.md");

    /** What is quoted and is a sentence, or the beginning of one: it has a blank and no sign of a command. */
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\|[^|`]*`(?<message>[^`|]* [^`|]*)`");

    private static final Pattern KEY =
            Pattern.compile("`(?<key>(?:[a-z]+)\\.(?:[a-z][A-Za-z]+)(?:\\.[a-zA-Z]+)?)(?:=[a-z]+)?`");

    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void everyQuotedMessageIsOneOfTheProduct() {
        String texts = texts();

        List<String> messages = quoted(MESSAGE, "message").toList();

        assertThat(messages).hasSizeGreaterThan(30);
        assertThat(messages.stream().flatMap(TroubleshootingTest::parts))
                .filteredOn(part -> !texts.contains(part))
                .isEmpty();
    }

    @Test
    void everyNamedKeyExists() throws IOException {
        String shipped = Files.readString(Path.of("service/logoffd.properties"));

        List<String> keys = quoted(KEY, "key")
                .filter(key -> !key.matches(".*\\.(md|log|cmd|jar|properties|txt|jsonl|exe)"))
                .toList();

        assertThat(keys)
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(shipped).contains('\n' + key + '='));
    }

    /** What stands between the names and numbers; codes of Windows and their names are appended to its sentences. */
    private static Stream<String> parts(String message) {
        return Stream.of(message.replaceFirst("^Error \\[\\d+]: ", "")
                        .replaceFirst(" \\(ERROR_\\w+\\)$", "")
                        .split("…"))
                .map(String::strip)
                .filter(part -> part.length() > 4);
    }

    private static Stream<String> quoted(Pattern pattern, String group) {
        return GUIDES.stream().flatMap(guide -> found(pattern.matcher(text(Path.of(guide))), group).stream());
    }

    private static List<String> found(Matcher matcher, String group) {
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    /** Returns the strings of the product, joined as the compiler joins them. */
    private static String texts() {
        try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
                Stream<Path> scripts = Files.list(Path.of("service"))) {
            String all = Stream.concat(java, scripts)
                    .filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".cmd"))
                    .map(TroubleshootingTest::text)
                    .collect(Collectors.joining("\n"));
            return CONCATENATION.matcher(all).replaceAll("").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
