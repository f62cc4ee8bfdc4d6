package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A code block of a guide.
 *
 * @param language what follows the opening fence, such as {@code powershell}; may be empty
 */
record CodeBlock(String language, List<String> lines) {

    private static final String FENCE = "```";

    CodeBlock {
        lines = List.copyOf(lines);
    }

    /** Returns README and every guide, as paths from the folder of the sources. */
    static List<String> guides() {
        try (Stream<Path> service = Files.walk(Path.of("service"));
                Stream<Path> jolokia = Files.walk(Path.of("jolokia-config"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), Stream.concat(service, jolokia))
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CodeBlock> ofGuide(String guide) {
        try {
            return of(Files.readAllLines(Path.of(guide)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the blocks of a Markdown text; the fences of a list item are indented as the item is. */
    static List<CodeBlock> of(List<String> text) {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String opening = "";
        for (String line : text) {
            boolean isFence = line.strip().startsWith(FENCE);
            if (isFence && opening.isEmpty()) {
                opening = line;
            } else if (isFence) {
                blocks.add(new CodeBlock(opening.strip().substring(FENCE.length()), block));
                block.clear();
                opening = "";
            } else if (!opening.isEmpty()) {
                block.add(line.substring(Math.min(opening.indexOf(FENCE), line.length())));
            }
        }
        return blocks;
    }

    /** Returns the line by which {@code guides/blocks.txt} names the block. */
    String name() {
        return lines.get(0).strip();
    }

    /**
     * Returns the commands of the block, each with the output that the guide shows after it. Without a prompt each line
     * is a command.
     */
    List<ShownCommand> commands() {
        boolean prompts = lines.stream().anyMatch(line -> line.startsWith(ShownCommand.PROMPT));
        List<ShownCommand> commands = new ArrayList<>();
        List<String> rest = new ArrayList<>(lines);
        while (!rest.isEmpty()) {
            String command = command(rest, prompts);
            List<String> output = new ArrayList<>();
            while (prompts && !rest.isEmpty() && !rest.get(0).startsWith(ShownCommand.PROMPT)) {
                output.add(rest.remove(0));
            }
            commands.add(new ShownCommand(command, output));
        }
        return commands;
    }

    private static String command(List<String> rest, boolean prompts) {
        StringBuilder command = new StringBuilder(rest.remove(0));
        if (prompts) {
            command.delete(0, ShownCommand.PROMPT.length());
        }
        while (!rest.isEmpty()
                && (command.toString().endsWith("|") || command.toString().endsWith("\\"))) {
            command.append('\n').append(rest.remove(0));
        }
        return command.toString();
    }
}
