package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No code block of a guide is left without a test, or without the reason why there is none. */
class GuideBlocksTest {

    @Test
    void everyCodeBlockOfEveryGuideIsInTheListInThatOrder() {
        List<String> shown = CodeBlock.guides().stream()
                .flatMap(guide -> CodeBlock.ofGuide(guide).stream().map(block -> guide + " | " + block.name()))
                .toList();

        assertThat(GuideBlocks.all().stream().map(entry -> entry.guide() + " | " + entry.name()))
                .as("Enter each code block in %s: its first line, and the test that runs it", GuideBlocks.FILE)
                .containsExactlyElementsOf(shown);
    }

    @Test
    void everyTestThatTheListNamesExists() throws IOException {
        assertThat(testClasses())
                .containsAll(GuideBlocks.all().stream()
                        .flatMap(entry -> entry.tests().stream())
                        .toList());
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyBlockHasATestOrAReason() {
        assertThat(GuideBlocks.all())
                .isNotEmpty()
                .allMatch(entry -> entry.isRun()
                        ? !entry.tests().isEmpty()
                        : !entry.reason().isBlank());
    }

    @Test
    void commandsAndTheirOutputAreTakenFromABlockThatMayBeIndented() {
        List<CodeBlock> blocks = CodeBlock.of(List.of(
                "text",
                "```",
                "a",
                "b",
                "```",
                "1. item",
                "   ```sh",
                "   $ c |",
                "     d",
                "   output",
                "   $ e",
                "   ```"));

        assertThat(blocks).extracting(CodeBlock::language).containsExactly("", "sh");
        assertThat(blocks.get(0).commands())
                .containsExactly(new ShownCommand("a", List.of()), new ShownCommand("b", List.of()));
        assertThat(blocks.get(1).commands())
                .containsExactly(new ShownCommand("c |\n  d", List.of("output")), new ShownCommand("e", List.of()));
    }
}
