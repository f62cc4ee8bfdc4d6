package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command line by which {@code install.cmd} has the service run, for a folder of the test. */
final class ShippedJvm {

    private static final Pattern OPTIONS = Pattern.compile("set \"OPTIONS=(?:%OPTIONS%#)?([^\"]+)\"");
    private static final Pattern HEAP = Pattern.compile("--JvmMx=(\\d+)");

    private ShippedJvm() {}

    /** Returns java with its options, without a class path. Without -Xrs too, so that a signal ends it in good order. */
    static List<String> command(Path base) throws IOException {
        String script = Files.readString(Path.of("service", "install.cmd"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + first(HEAP, script) + "m");
        Matcher matcher = OPTIONS.matcher(script);
        while (matcher.find()) {
            Stream.of(matcher.group(1).split("#"))
                    .filter(option -> !option.equals("-Xrs"))
                    .map(option -> here(option, base))
                    .forEach(command::add);
        }
        assertThat(command).contains("-XX:+UseSerialGC");
        return command;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("install.cmd has %s", pattern).isTrue();
        return matcher.group(1);
    }

    private static String here(String option, Path base) {
        return option.replace("%BASE%", base.toString())
                .replace("%LOGS%", base.resolve("logs").toString())
                .replace("%READY%", base.resolve("service/logoffd.url").toString())
                .replace('\\', '/');
    }
}
