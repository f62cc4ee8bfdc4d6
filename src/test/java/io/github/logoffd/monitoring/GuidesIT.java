package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the code blocks of the guides literally, one after another, and compares what they print with what the guide
 * shows. {@code guides/blocks.txt} says which blocks; {@link GuideRun} and {@link ShownText} say what may differ.
 */
class GuidesIT {

    @TempDir
    private Path folder;

    @BeforeAll
    static void needPrograms() {
        RequiredPrograms.installed("/bin/sh", "/usr/bin/curl", "/usr/bin/jq");
    }

    static Stream<String> guides() {
        return blocks().map(GuideBlocks.Entry::guide).distinct();
    }

    private static Stream<GuideBlocks.Entry> blocks() {
        return GuideBlocks.all().stream()
                .filter(entry -> entry.isRun() && entry.tests().contains(GuidesIT.class.getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void theCommandsOfTheGuidePrintWhatItShows(String guide) throws IOException {
        Deque<String> names = blocks().filter(entry -> entry.guide().equals(guide))
                .map(GuideBlocks.Entry::name)
                .collect(Collectors.toCollection(ArrayDeque::new));
        try (GuideRun run = new GuideRun(folder)) {
            for (CodeBlock block : CodeBlock.ofGuide(guide)) {
                if (block.name().equals(names.peek())) {
                    names.remove();
                    runAndCompare(run, block.commands());
                }
            }
        }
        assertThat(names).isEmpty();
    }

    private static void runAndCompare(GuideRun run, List<ShownCommand> commands) throws IOException {
        for (ShownCommand command : commands) {
            List<String> printed = run.run(command);
            assertThat(ShownText.isSame(command.output(), printed))
                    .as(
                            "The command %s%nprinted%n%s%nwhere the guide shows%n%s",
                            command.command(), String.join("\n", printed), String.join("\n", command.output()))
                    .isTrue();
        }
    }
}
