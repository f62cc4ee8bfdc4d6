package io.github.logoffd.commands;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns a command line as Windows writes it into one for picocli: {@code /SERVER:name} into {@code /SERVER=name}, and {@code --url
 * address} into {@code --url=address}. Refuses what looks like a switch and is none, which picocli would guess about.
 */
final class SlashSwitches {

    private static final String END = "--";

    private final CommandLine line;
    private final boolean endsInText;
    private final Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * Learns the switches of a command.
     *
     * @param endsInText whether everything from the second word on is text, whatever it looks like
     */
    SlashSwitches(CommandLine line, boolean endsInText) {
        this.line = line;
        this.endsInText = endsInText;
        known.addAll(line.getCommandSpec().optionsMap().keySet());
    }

    String[] normalised(List<String> arguments) {
        List<String> result = new ArrayList<>();
        int words = 0;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (isSwitch(argument)) {
                result.add(normalised(argument, rest));
                continue;
            }
            words++;
            if (endsInText && words == 2) {
                result.add(END);
                result.add(argument);
                rest.forEachRemaining(result::add);
            } else {
                result.add(argument);
            }
        }
        return result.toArray(String[]::new);
    }

    private static boolean isSwitch(String argument) {
        return argument.startsWith("/") || argument.startsWith("-");
    }

    private String normalised(String argument, Iterator<String> rest) {
        int end = argument.indexOf(argument.startsWith("/") ? ':' : '=');
        String name = end < 0 ? argument : argument.substring(0, end);
        if (!known.contains(name)) {
            throw new UnmatchedArgumentException(line, List.of(argument));
        }
        if (end >= 0) {
            return name + '=' + argument.substring(end + 1);
        }
        if (!takesValue(name)) {
            return name;
        }
        return name + '=' + (argument.startsWith("--") && rest.hasNext() ? rest.next() : "");
    }

    private boolean takesValue(String name) {
        CommandSpec spec = line.getCommandSpec();
        OptionSpec option = spec.findOption(name);
        return (option == null ? spec.findOption(name.toUpperCase(Locale.ROOT)) : option)
                        .arity()
                        .max()
                > 0;
    }
}
