package io.github.logoffd.config;

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
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever stands in the configuration files, it is a configuration, or a list of sentences that no text in them can
 * add to.
 */
class AnyConfigurationTest {

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("logoffd-any-configuration");
        for (String shipped : List.of("jolokia.properties", "jolokia-access.xml")) {
            Files.copy(Path.of("jolokia-config", shipped), folder.resolve(shipped));
        }
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll("anyTexts") String text) throws IOException {
        check("jolokia.directory=.\n" + text);
    }

    @Property
    void anyValuesAreReadOrRefused(@ForAll("lines") List<String> lines) throws IOException {
        check("jolokia.directory=.\n" + String.join("\n", lines));
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
        Files.write(folder.resolve("logoffd.properties"), bytes);
        check(folder.resolve("logoffd.properties"));
    }

    @Property
    @FromData("texts")
    void textsThatFailedOnceAreReadOrRefused(@ForAll String text) throws IOException {
        check(text);
    }

    @Data
    Iterable<Tuple1<String>> texts() {
        return Corpus.of("configurations.txt");
    }

    private static void check(String text) throws IOException {
        Path file = folder.resolve("logoffd.properties");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        check(file);
    }

    private static void check(Path file) {
        try {
            assertThat(ConfigReader.read(file).source()).isEqualTo(file.toString());
        } catch (ProblemsException e) {
            List<String> lines = Arrays.asList(e.getMessage().split(System.lineSeparator(), -1));
            assertThat(lines.get(0))
                    .isEqualTo("The configuration " + file + " has " + count(ProblemLines.count(lines)));
            assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("  ") && isVisible(line));
        }
    }

    private static String count(int problems) {
        return problems + (problems == 1 ? " problem:" : " problems:");
    }

    private static boolean isVisible(String line) {
        return line.codePoints().noneMatch(VisibleText::isHidden);
    }

    @Provide
    Arbitrary<String> anyTexts() {
        return AnyText.of(
                30, "=", "\n", "#", " ", "\ufeff", "hosts", "http.port", "refresh.interval", "2s", "8778", ".");
    }

    @Provide
    Arbitrary<List<String>> lines() {
        // No names that would be looked up in the network.
        Arbitrary<String> values = AnyText.of(
                6,
                "yes",
                "no",
                "0",
                "7",
                "-1",
                "999999999",
                "ms",
                "s",
                "h",
                ",",
                "vm=true",
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "*",
                "?",
                "\\",
                "/",
                "..",
                ".pem",
                ".p12",
                "optional",
                "required",
                "active",
                " ",
                "=",
                "%",
                "[",
                "]");
        return Combinators.combine(Arbitraries.of(ConfigKey.values()), values)
                .as((key, value) -> key.key() + '=' + value)
                .list()
                .ofMaxSize(12);
    }
}
