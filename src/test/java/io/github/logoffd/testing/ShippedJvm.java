package io.github.logoffd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM as {@code install.cmd} has it run the service. */
public final class ShippedJvm {

    private static final Pattern OPTIONS = Pattern.compile("set \"OPTIONS=(?:%OPTIONS%#)?([^\"]+)\"");
    private static final Pattern OPTIONS_OF_COMMANDS = Pattern.compile("exec \"\\$java\" (-[^\"]+) \"\\$@\"");
    private static final Pattern HEAP = Pattern.compile("--JvmMx=(\\d+)");

    private ShippedJvm() {}

    /**
     * Returns java with its options for a folder of the test, without a class path. Without -Xrs too, so that a signal
     * ends it in good order.
     */
    public static List<String> command(Path base) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options().stream()
                .filter(option -> !option.equals("-Xrs"))
                .map(option -> here(option, base))
                .forEach(command::add);
        return command;
    }

    /**
     * Returns the options that name no file and nothing of where JNA's is, those that speed and memory depend on among
     * them.
     */
    public static List<String> optionsWithoutFiles() {
        return options().stream()
                .filter(option -> !option.contains("%") && !option.startsWith("-Djna."))
                .toList();
    }

    /** Returns the options that the launchers of the commands give, without the archive of classes. */
    public static List<String> optionsOfCommands() {
        return List.of(
                first(OPTIONS_OF_COMMANDS, script("service/commands/logoffd")).split(" "));
    }

    private static List<String> options() {
        String script = script("service/install.cmd");
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + first(HEAP, script) + "m");
        Matcher matcher = OPTIONS.matcher(script);
        while (matcher.find()) {
            options.addAll(List.of(matcher.group(1).split("#")));
        }
        assertThat(options).contains("-XX:+UseSerialGC");
        return options;
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

    private static String here(String option, Path base) {
        return option.replace("%BASE%", base.toString())
                .replace("%LOGS%", base.resolve("logs").toString())
                .replace("%READY%", base.resolve("service/logoffd.url").toString())
                .replace('\\', '/');
    }
}
