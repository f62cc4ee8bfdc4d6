package io.github.logoffd.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line as Windows writes it: words, and switches in any case and order. By hand, since it is little and the start of picocli
 * would take as long as all the rest of such a command.
 */
final class Arguments {

    /** The options that say how to reach a service; whoever opens it reads them. */
    private static final Set<String> SERVICE = Set.of("--url", "--user-file", "--ca", "--timeout");

    private static final Map<String, String> OTHER_NAMES = Map.of("--HELP", Switches.HELP, "--JSON", Switches.JSON);

    private final Set<String> flags = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> service = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    /** Reads a command line; empty when it has a switch that the command does not know, or one without its value. */
    static Optional<Arguments> parse(List<String> line, Switches switches) {
        Arguments arguments = new Arguments();
        Iterator<String> rest = line.iterator();
        while (rest.hasNext()) {
            if (!arguments.take(rest.next(), rest, switches)) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    private boolean take(String argument, Iterator<String> rest, Switches switches) {
        if (!argument.startsWith("/") && !argument.startsWith("-")) {
            words.add(argument);
            if (switches.endsInText() && words.size() == 2) {
                rest.forEachRemaining(words::add);
            }
            return true;
        }
        return isOfService(argument) ? takeOfService(argument, rest) : takeSwitch(argument, switches);
    }

    private static boolean isOfService(String argument) {
        return SERVICE.contains(argument.split("=", 2)[0]);
    }

    private boolean takeOfService(String argument, Iterator<String> rest) {
        if (argument.indexOf('=') < 0 && !rest.hasNext()) {
            return false;
        }
        return service.add(argument.indexOf('=') < 0 ? argument + '=' + rest.next() : argument);
    }

    private boolean takeSwitch(String argument, Switches switches) {
        int colon = argument.indexOf(':');
        String upper = (colon < 0 ? argument : argument.substring(0, colon)).toUpperCase(Locale.ROOT);
        String name = OTHER_NAMES.getOrDefault(upper, upper);
        if (colon < 0 && switches.flags().contains(name)) {
            flags.add(name);
            return true;
        }
        if (colon < 0
                || !switches.values().contains(name)
                || argument.substring(colon + 1).isBlank()) {
            return false;
        }
        values.put(name, argument.substring(colon + 1));
        return true;
    }

    /** Tells whether a switch was given. */
    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Returns what stood after the colon of a switch, never blank. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns what is no switch. */
    List<String> words() {
        return words;
    }

    /** Returns which host is meant. */
    HostChoice host(boolean virtualMachines) {
        return new HostChoice(value(Switches.SERVER), virtualMachines, has(Switches.SIMULATE), service);
    }
}
