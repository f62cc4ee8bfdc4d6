package io.github.logoffd.cli.windows;

import io.github.logoffd.access.Reason;
import io.github.logoffd.support.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A command line as Windows writes it: words, and switches in any case and order. picocli reads it by a grammar that is
 * made for the one command, without annotations, whose start would take as long as all the rest. What picocli calls has
 * a class with a name: for a lambda Java would leave picocli's interface out of the class archive, and open all jars in
 * front of picocli's for it.
 */
final class Arguments {

    /** The options of the connection to a service, which are read when it is opened. */
    private static final Set<String> SERVICE = Set.of("--url", "--user-file", "--ca", "--timeout");

    private static final String COLON = ":";

    /** No argument can be that: Windows has no mark behind which a switch would be a word. */
    private static final String NO_DELIMITER = "\0";

    private final List<String> line;
    private final boolean endsInText;
    private final List<String> words = new ArrayList<>();
    private final List<String> service = new ArrayList<>();
    private final ParseResult result;
    private boolean textIsMarked;

    private Arguments(List<String> line, Switches switches) {
        this.line = line;
        this.endsInText = switches.endsInText();
        this.result = new CommandLine(grammar(switches)).parseArgs(withColons(line, switches.options()));
        requireNoOptionInText();
    }

    /**
     * Reads a command line; empty when it has a switch that the command does not know, one without its value, or a
     * blank word.
     *
     * @throws UsageException when an option is in the text
     */
    static Optional<Arguments> parse(List<String> line, Switches switches) {
        try {
            return Optional.of(new Arguments(line, switches));
        } catch (ParameterException e) {
            return Optional.empty();
        }
    }

    /** The options of a service have an equals sign, as in every other command, and picocli takes one separator. */
    private static String[] withColons(List<String> line, Set<String> own) {
        Set<String> options = new HashSet<>(SERVICE);
        options.addAll(own);
        String[] arguments = line.toArray(String[]::new);
        for (int i = 0; i < arguments.length; i++) {
            int sign = arguments[i].indexOf('=');
            if (sign > 0 && options.contains(arguments[i].substring(0, sign).toLowerCase(Locale.ROOT))) {
                arguments[i] = arguments[i].substring(0, sign) + COLON + arguments[i].substring(sign + 1);
            }
        }
        return arguments;
    }

    private CommandSpec grammar(Switches switches) {
        CommandSpec command = CommandSpec.create().optionsCaseInsensitive(true);
        command.parser()
                .separator(COLON)
                .endOfOptionsDelimiter(NO_DELIMITER)
                .expandAtFiles(false)
                // So that every word comes to Words, which refuses them.
                .unmatchedOptionsArePositionalParams(true)
                .posixClusteredShortOptionsAllowed(false)
                .overwrittenOptionsAllowed(true)
                .allowOptionsAsOptionParameters(true);
        for (String name : switches.flags()) {
            command.addOption(flag(name));
        }
        for (String name : switches.values()) {
            command.addOption(valued(name));
        }
        for (String name : switches.options()) {
            command.addOption(option(name));
        }
        command.addOption(flag(Switches.HELP, "--help"))
                .addOption(flag(Switches.JSON, "--json"))
                .addOption(flag(Switches.SIMULATE))
                .addOption(valued(Switches.SERVER));
        for (String name : SERVICE) {
            command.addOption(OptionSpec.builder(name)
                    .type(String.class)
                    .parameterConsumer(new ServiceOptions())
                    .build());
        }
        return command.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .type(String.class)
                .parameterConsumer(new WordsAndText())
                .build());
    }

    private static OptionSpec flag(String name, String... otherNames) {
        return OptionSpec.builder(name, otherNames).arity("0").build();
    }

    private static OptionSpec valued(String name) {
        return OptionSpec.builder(name)
                .type(String.class)
                .preprocessor(new AttachedValue())
                .build();
    }

    /** A value stands behind the colon and is not blank; the next argument is never one. */
    private static final class AttachedValue implements IParameterPreprocessor {

        @Override
        public boolean preprocess(Stack<String> rest, CommandSpec command, ArgSpec option, Map<String, Object> facts) {
            if (!COLON.equals(facts.get("separator")) || VisibleText.isBlank(rest.peek())) {
                throw new ParameterException(command.commandLine(), option + " has no value.");
            }
            return false;
        }
    }

    private static OptionSpec option(String name) {
        return OptionSpec.builder(name)
                .type(String.class)
                .preprocessor(new OwnValue())
                .build();
    }

    /** After an unset variable the next switch, such as /WHATIF, would be taken for the value. */
    private static final class OwnValue implements IParameterPreprocessor {

        @Override
        public boolean preprocess(Stack<String> rest, CommandSpec command, ArgSpec option, Map<String, Object> facts) {
            boolean attached = COLON.equals(facts.get("separator"));
            if (rest.isEmpty() || VisibleText.isBlank(rest.peek()) || (!attached && isSwitch(rest.peek()))) {
                throw new ParameterException(command.commandLine(), option + " has no value.");
            }
            return false;
        }
    }

    private static boolean isSwitch(String word) {
        return word.startsWith("/") || word.startsWith("-");
    }

    /** Takes an option of the connection to a service. */
    private final class ServiceOptions implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> rest, ArgSpec option, CommandSpec command) {
            if (rest.isEmpty()) {
                throw new ParameterException(command.commandLine(), option + " has no value.");
            }
            service.add(((OptionSpec) option).longestName() + '=' + rest.pop());
        }
    }

    /** Takes a word, and the text after it. */
    private final class WordsAndText implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> rest, ArgSpec unused, CommandSpec command) {
            String word = rest.pop();
            boolean isText = endsInText && words.size() == 1;
            textIsMarked = isText && word.equals(Switches.TEXT_BEGINS);
            if (!textIsMarked) {
                requireWord(word, isText, command);
                words.add(word);
            }
            if (isText) {
                words.addAll(line.subList(line.size() - rest.size(), line.size()));
                rest.clear();
            }
        }
    }

    /** Only text may be blank: an unset variable of a batch file names no session. */
    private static void requireWord(String word, boolean isText, CommandSpec command) {
        if (isSwitch(word)) {
            throw new ParameterException(command.commandLine(), word + " is not one of its switches.");
        }
        if (!isText && VisibleText.isBlank(word)) {
            throw new ParameterException(command.commandLine(), "A word is blank.");
        }
    }

    /** An option such as {@code --simulate} that is added to a line is not meant as text. */
    private void requireNoOptionInText() {
        if (!endsInText || textIsMarked) {
            return;
        }
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            if (Switches.isAdded(word)) {
                throw new UsageException('"' + word + "\" is in the text of the message. Put options before the text,"
                        + " or -- before a text that has them.");
            }
        }
    }

    /** Tells whether a switch was given. */
    boolean has(String flag) {
        return result.hasMatchedOption(flag);
    }

    /** Returns the value of a switch or an option, never blank. */
    Optional<String> value(String name) {
        return Optional.ofNullable(result.matchedOptionValue(name, null));
    }

    /** Returns what is no switch. */
    List<String> words() {
        return words;
    }

    /**
     * Returns which hosts are meant.
     *
     * @throws IllegalArgumentException when the reason is too long
     */
    HostChoice host(boolean every, boolean virtualMachines) {
        return new HostChoice(
                value(Switches.SERVER), every, virtualMachines, has(Switches.SIMULATE), reason(), service);
    }

    private String reason() {
        return Reason.checked(
                "The reason",
                value(Switches.REASON).or(() -> value(Switches.REASON_OPTION)).orElse(""));
    }
}
