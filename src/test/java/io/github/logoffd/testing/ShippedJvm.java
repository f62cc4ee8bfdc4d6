package io.github.logoffd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.cli.setup.JvmOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM as the installation has it run the service. */
public final class ShippedJvm {

    private static final Pattern OPTIONS_OF_COMMANDS = Pattern.compile("exec \"\\$java\" (-[^\"]+) \"\\$@\"");

    private ShippedJvm() {}

    /**
     * Returns java with its options for a folder of the test, without a class path. Without -Xrs too, so that a signal
     * ends it in good order.
     */
    public static List<String> command(Path base) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options(base).stream().filter(option -> !option.equals("-Xrs")).forEach(command::add);
        return command;
    }

    /**
     * Returns the options that name no file and nothing of where JNA's is, those that speed and memory depend on among
     * them.
     */
    public static List<String> optionsWithoutFiles() {
        List<String> options = new ArrayList<>(List.of(heap()));
        options.addAll(JvmOptions.withoutFiles());
        return options;
    }

    /** Returns the options that the launchers of the commands give, without the archive of classes. */
    public static List<String> optionsOfCommands() {
        return List.of(
                first(OPTIONS_OF_COMMANDS, script("service/commands/logoffd")).split(" "));
    }

    private static List<String> options(Path base) {
        List<String> options = new ArrayList<>(List.of(heap()));
        options.addAll(JvmOptions.ofService(
                base.resolve("lib"),
                base.resolve("service/logback.xml"),
                base.resolve("logs"),
                base.resolve("service/logoffd.url")));
        return options;
    }

    private static String heap() {
        return "-Xmx" + JvmOptions.HEAP_MEGABYTES + "m";
    }

    private static String script(String name) {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("the script has %s", pattern).isTrue();
        return matcher.group(1);
    }
}
