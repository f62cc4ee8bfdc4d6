package io.github.logoffd.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * Compares the output of a command with what a guide shows. This class decides alone which differences are none:
 *
 * <ul>
 *   <li>times, and with them the keys of sessions, which end with the time of the logon;
 *   <li>numbers that count time or depend on it: JSON members that end with {@code Seconds} or {@code Millis}, the
 *       {@code timestamp} of Jolokia, idle times in tables, seconds in metrics and sentences;
 *   <li>the order of the members of a JSON object;
 *   <li>what the guide replaces by {@code …}: text within a line, further members of a JSON object, further elements of
 *       an array, and as a line of its own any further lines.
 * </ul>
 *
 * <p>{@link GuideRun} replaces the port, and the keys in commands.
 */
final class ShownText {

    private static final String REST = "…";

    private static final List<Replacement> REPLACEMENTS = List.of(
            new Replacement("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z", "TIME"),
            new Replacement("(Active|Disc|Down|Conn) +\\S+ +\\d+/\\d+/\\d{4} \\d+:\\d\\d [AP]M", "$1 IDLE TIME"),
            new Replacement("(\"(?:\\w*Seconds|\\w*Millis|timestamp)\":)\\d+", "$10"),
            new Replacement("(seconds\\{.*} )[\\d.]+$", "$10"),
            new Replacement("\\b\\d+(\\.\\d+)? (s|seconds)\\b", "N $2"));

    private record Replacement(String pattern, String by) {}

    private ShownText() {}

    /** Returns whether a command has printed what the guide shows. */
    static boolean isSame(List<String> shown, List<String> printed) {
        if (shown.isEmpty() || printed.isEmpty()) {
            return printed.isEmpty() && shown.stream().allMatch(REST::equals);
        }
        List<String> others = shown.subList(1, shown.size());
        if (shown.get(0).equals(REST)) {
            return Stream.iterate(0, i -> i <= printed.size(), i -> i + 1)
                    .anyMatch(i -> isSame(others, printed.subList(i, printed.size())));
        }
        return isSameLine(shown.get(0), printed.get(0)) && isSame(others, printed.subList(1, printed.size()));
    }

    private static boolean isSameLine(String shown, String printed) {
        String expected = normal(shown);
        String actual = normal(printed);
        boolean areObjects = expected.startsWith("{") && actual.startsWith("{");
        return areObjects
                ? isSameValue(json(expected), Json.object(actual))
                : pattern(expected).matcher(actual).matches();
    }

    private static String normal(String line) {
        String normal = line.stripTrailing();
        for (Replacement each : REPLACEMENTS) {
            normal = normal.replaceAll(each.pattern(), each.by());
        }
        return normal;
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(
                Stream.of(line.split(REST, -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Reads JSON in which {@code …} stands for the rest of an object or of an array. */
    private static JSONObject json(String line) {
        String object = "\"" + REST + "\":0";
        String element = '"' + REST + '"';
        StringBuilder text = new StringBuilder();
        List<Character> open = new ArrayList<>();
        Matcher parts =
                Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[\\[\\]{}]|" + REST).matcher(line);
        int copied = 0;
        while (parts.find()) {
            text.append(line, copied, parts.start());
            copied = parts.end();
            char part = line.charAt(parts.start());
            if (part == '{' || part == '[') {
                open.add(part);
            } else if (part == '}' || part == ']') {
                open.remove(open.size() - 1);
            }
            boolean isRest = parts.group().equals(REST);
            text.append(!isRest ? parts.group() : open.get(open.size() - 1) == '{' ? object : element);
        }
        return Json.object(text.append(line.substring(copied)).toString());
    }

    private static boolean isSameValue(Object shown, Object printed) {
        if (shown instanceof JSONObject expected && printed instanceof JSONObject actual) {
            return isSameObject(expected, actual);
        }
        if (shown instanceof JSONArray expected && printed instanceof JSONArray actual) {
            return isSameArray(expected, actual);
        }
        if (shown instanceof String expected && printed instanceof String actual) {
            return pattern(expected).matcher(actual).matches();
        }
        return shown.equals(printed);
    }

    private static boolean isSameObject(JSONObject shown, JSONObject printed) {
        return (shown.containsKey(REST) || printed.keySet().equals(shown.keySet()))
                && shown.keySet().stream()
                        .filter(name -> !name.equals(REST))
                        .allMatch(name -> printed.containsKey(name) && isSameValue(shown.get(name), printed.get(name)));
    }

    private static boolean isSameArray(JSONArray shown, JSONArray printed) {
        boolean isShortened = !shown.isEmpty() && REST.equals(shown.get(shown.size() - 1));
        int own = isShortened ? shown.size() - 1 : shown.size();
        return (isShortened ? printed.size() >= own : printed.size() == own)
                && Stream.iterate(0, i -> i < own, i -> i + 1).allMatch(i -> isSameValue(shown.get(i), printed.get(i)));
    }
}
