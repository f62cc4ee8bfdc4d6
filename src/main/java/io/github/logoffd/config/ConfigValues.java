package io.github.logoffd.config;

import io.github.logoffd.session.HostName;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.VisibleText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts the values of one file. Each invalid value adds one message to the list of problems and is replaced by a
 * harmless one, so that the remaining keys are checked too.
 */
final class ConfigValues {

    private static final String FOREVER = "forever";
    private static final int MOST_DAYS = 36_500;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    /** A name, or an IPv4 or IPv6 address. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,254}|[0-9A-Fa-f:.]{2,45})(?:\\s+vm=(true|false))?");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}|[0-9A-Fa-f:.]{2,45}");

    /**
     * Files that are a device on Windows, in any folder and with any extension: what is written to {@code NUL} is lost,
     * a read of {@code COM1} never returns. See Microsoft's "Naming Files, Paths, and Namespaces".
     */
    private static final Pattern DEVICE = Pattern.compile(
            "(?:.*[/\\\\])?(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\\$|conout\\$)\\s*(?:[.:].*)?|[/\\\\]{2}\\.[/\\\\].*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HOST_HEADER = Pattern.compile("\\[[0-9A-Fa-f:.]+]|[^\\s/:\\[\\]]+");

    private final Map<String, String> given;
    private final Map<String, String> defaults;
    private final List<String> problems;
    private final Set<ConfigKey> invalid = EnumSet.noneOf(ConfigKey.class);

    ConfigValues(Map<String, String> given, Map<String, String> defaults, List<String> problems) {
        this.given = given;
        this.defaults = defaults;
        this.problems = problems;
    }

    String text(ConfigKey key) {
        String value = given.get(key.key());
        return value == null ? Objects.requireNonNull(defaults.get(key.key()), key.key()) : value;
    }

    Duration duration(ConfigKey key, Duration least, Duration most) {
        String text = text(key);
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            Duration value = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        return problem(
                key, "a time from " + words(least) + " to " + words(most) + ", such as 500ms, 2s, 5m or 1h", least);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String words(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
    }

    int number(ConfigKey key, int least, int most) {
        return Math.toIntExact(bytes(key, least, most));
    }

    /** A whole number that may be larger than an int. */
    long bytes(ConfigKey key, long least, long most) {
        OptionalLong value = wholeNumber(text(key), least, most);
        return value.isPresent()
                ? value.getAsLong()
                : problem(key, "a whole number from " + least + " to " + most, least);
    }

    private static OptionalLong wholeNumber(String text, long least, long most) {
        if (!text.matches("\\d{1,15}")) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(text);
        return value >= least && value <= most ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** How long something is kept; zero is for ever. */
    Duration keep(ConfigKey key) {
        String text = text(key).toLowerCase(Locale.ROOT);
        if (text.equals(FOREVER)) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            Duration value = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
            if (value.toDays() >= 1 && value.toDays() <= MOST_DAYS) {
                return value;
            }
        }
        return problem(key, "a time from 1d to " + MOST_DAYS + "d, or " + FOREVER, Duration.ZERO);
    }

    /** Returns whether the file has the key. */
    boolean isGiven(ConfigKey key) {
        return given.containsKey(key.key());
    }

    /** The number of a key that is no longer used, if the file still has it. */
    OptionalLong retired(RetiredKey key, long least, long most) {
        String text = given.get(key.key());
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong value = wholeNumber(text, least, most);
        if (value.isEmpty()) {
            problems.add(key.key() + " is \"" + VisibleText.of(text) + "\". Remove it: " + key.advice());
        }
        return value;
    }

    InetAddress address(ConfigKey key) {
        return address(text(key))
                .orElseGet(() -> problem(
                        key,
                        "an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them",
                        InetAddress.getLoopbackAddress()));
    }

    /** A name or an address; may be empty. */
    String hostName(ConfigKey key) {
        String text = text(key);
        return text.isEmpty() || HOST_NAME.matcher(text).matches()
                ? text
                : problem(key, "the name or address of this machine", "");
    }

    /** A string that matches a pattern. */
    String word(ConfigKey key, Pattern form, String expected) {
        return form.matcher(text(key)).matches() ? text(key) : problem(key, expected, text(key));
    }

    /** No DNS lookups; only localhost is resolved. */
    private static Optional<InetAddress> address(String text) {
        if (Names.same(text, "localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    Path path(ConfigKey key, Path base) {
        return text(key).isEmpty() ? problem(key, "the path of a file", base) : resolved(key, base);
    }

    /** A path that may be empty. */
    Optional<Path> optionalPath(ConfigKey key, Path base) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(resolved(key, base));
    }

    private Path resolved(ConfigKey key, Path base) {
        if (DEVICE.matcher(text(key)).matches()) {
            return problem(key, "the path of a file; this is a device of Windows", base);
        }
        try {
            return base.resolve(text(key)).normalize();
        } catch (InvalidPathException e) {
            return problem(key, "the path of a file (" + e.getReason() + ")", base);
        }
    }

    /** One of {@code choices}, whose names are lower case in the file. */
    <E extends Enum<E>> E choice(ConfigKey key, List<E> choices) {
        return choices.stream()
                .filter(choice -> word(choice).equals(text(key)))
                .findFirst()
                .orElseGet(() -> problem(
                        key,
                        "one of " + choices.stream().map(ConfigValues::word).collect(Collectors.joining(", ")),
                        choices.get(0)));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    boolean yesOrNo(ConfigKey key) {
        return switch (text(key).toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default -> problem(key, "yes or no", false);
        };
    }

    /** An integer that may be empty, which means 0: no limit. */
    int limit(ConfigKey key, int most) {
        return text(key).isEmpty() ? 0 : number(key, 0, most);
    }

    /** Returns the comma-separated entries. */
    List<String> entries(ConfigKey key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(VisibleText::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Returns the comma-separated entries of a rule. A value without an entry, such as a lone comma, is a mistake. */
    List<String> ruleEntries(ConfigKey key) {
        List<String> entries = entries(key);
        return entries.isEmpty() && !text(key).isEmpty()
                ? problem(key, "at least one entry, or an empty value", entries)
                : entries;
    }

    void wrongEntry(ConfigKey key, String entry, String expected) {
        invalid.add(key);
        problems.add(key.key() + " has \"" + entry + "\". " + expected);
    }

    /** Returns the comma-separated states; their names are matched regardless of case. */
    Set<SessionState> states(ConfigKey key) {
        List<String> names = SessionState.names();
        Set<SessionState> states = new LinkedHashSet<>();
        for (String entry : ruleEntries(key)) {
            SessionState.named(entry)
                    .ifPresentOrElse(
                            states::add,
                            () -> wrongEntry(
                                    key,
                                    entry,
                                    NearestWord.to(entry, names)
                                            .map(near -> "Did you mean " + near + '?')
                                            .orElse("Allowed: " + names + '.')));
        }
        return states;
    }

    /** Returns the comma-separated host names, as the Host header of a request has them without its port. */
    Set<String> hostHeaders(ConfigKey key) {
        List<String> entries = entries(key);
        entries.stream()
                .filter(entry -> !HOST_HEADER.matcher(entry).matches())
                .forEach(entry -> wrongEntry(
                        key,
                        entry,
                        "Expected: names or addresses without scheme, port and path, such as ts01.example.com; an IPv6"
                                + " address in brackets."));
        return entries.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    List<HostEntry> hosts(ConfigKey key) {
        List<HostEntry> hosts = new ArrayList<>();
        for (String entry : text(key).split(",", -1)) {
            if (!VisibleText.isBlank(entry)) {
                addHost(key, VisibleText.strip(entry), hosts);
            }
        }
        return List.copyOf(hosts);
    }

    private void addHost(ConfigKey key, String entry, List<HostEntry> hosts) {
        Matcher matcher = HOST.matcher(entry);
        if (!matcher.matches()) {
            wrongEntry(
                    key,
                    entry,
                    "Expected: names or addresses of session hosts separated by commas; a virtualization host is"
                            + " followed by a blank and vm=true.");
            return;
        }
        String name = matcher.group(1);
        HostEntry host = new HostEntry(name, "true".equals(matcher.group(2)));
        hosts.stream()
                .map(HostEntry::name)
                .filter(other -> HostName.maybeSame(other, name))
                .findFirst()
                .ifPresentOrElse(
                        other -> problems.add(key.key() + " names one host twice, as " + other + " and as " + name
                                + ". Give each host once."),
                        () -> hosts.add(host));
    }

    /** Returns whether none of these keys has had a problem so far. */
    boolean areValid(Set<ConfigKey> keys) {
        return Collections.disjoint(invalid, keys);
    }

    /**
     * Requires that the folder of a file exists, unless it is that of the default: only that one may be created, since
     * another one that is missing is probably mistyped.
     */
    void requireFolder(ConfigKey key, Path base) {
        if (text(key).isEmpty()) {
            return;
        }
        Path folder = folderOf(resolved(key, base));
        Path usual = folderOf(base.resolve(Objects.requireNonNull(defaults.get(key.key()))));
        if (areValid(Set.of(key)) && !folder.equals(usual) && !Files.isDirectory(folder)) {
            problem(key, "a file in an existing folder; there is no folder " + folder, base);
        }
    }

    private static Path folderOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    /** Reports an invalid value, once for each key: a second problem only follows from the first. */
    <T> T problem(ConfigKey key, String expected, T fallback) {
        if (!invalid.add(key)) {
            return fallback;
        }
        problems.add(key.key() + " is \"" + text(key) + "\". Expected: " + expected + '.');
        return fallback;
    }
}
