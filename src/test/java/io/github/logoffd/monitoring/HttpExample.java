package io.github.logoffd.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;

/**
 * A request as a guide shows it, for PowerShell or for curl.
 *
 * @param user whose password is sent; {@code ""} for none
 * @param contentType {@code ""} for none
 * @param body empty for none
 */
record HttpExample(String method, String url, String user, String contentType, Optional<JSONObject> body) {

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern POWERSHELL = Pattern.compile("(?:Invoke-RestMethod|Invoke-WebRequest) ([^)|\n]*)"
            + "|\\[Net\\.WebRequest\\]::Create\\('(?<stream>[^']*)'\\)");
    private static final String USER_OF_STREAM = ".Headers['Authorization'] = $headers.Authorization";
    private static final Pattern CURL = Pattern.compile("\\bcurl (-[^|\n]*|'?http[^|\n]*)");

    /** The user that the variables of the guide stand for; each must take the password of that same user. */
    private static final Pattern POWERSHELL_USER = Pattern.compile(
            "\\^(?<user>\\w+) \\(\\.\\+\\)\\$'\\).*?GetBytes\\(\"\\k<user>:\\$password\"\\).*?"
                    + "\\$headers = @\\{ Authorization = \"Basic \\$token\" }",
            Pattern.DOTALL);

    private static final Pattern CURL_USER =
            Pattern.compile("USER_AND_PASSWORD=\"(?<user>\\w+):\\$\\(sed -n 's/\\^\\k<user> //p' ");

    static List<HttpExample> ofPowerShell(String text) {
        List<HttpExample> requests = new ArrayList<>();
        Matcher found = POWERSHELL.matcher(text);
        while (found.find()) {
            if (found.group("stream") != null) {
                String user = text.contains(USER_OF_STREAM) ? user(POWERSHELL_USER, text) : "";
                requests.add(new HttpExample("GET", found.group("stream"), user, "", Optional.empty()));
                continue;
            }
            Options options = Options.of(found.group(1), List.of("-Method", "-Headers", "-ContentType", "-Body"));
            requests.add(new HttpExample(
                    options.value("-Method").orElse("Get").toUpperCase(Locale.ROOT),
                    options.word(),
                    options.value("-Headers")
                            .map(headers -> user(POWERSHELL_USER, text))
                            .orElse(""),
                    options.value("-ContentType").orElse(""),
                    options.value("-Body").map(Json::object)));
        }
        return requests;
    }

    static List<HttpExample> ofCurl(String text) {
        List<HttpExample> requests = new ArrayList<>();
        Matcher found = CURL.matcher(text);
        while (found.find()) {
            Options options = Options.of(found.group(1), List.of("-u", "-H", "-d"));
            requests.add(new HttpExample(
                    options.value("-d").isPresent() ? "POST" : "GET",
                    options.word(),
                    options.value("-u").map(header -> user(CURL_USER, text)).orElse(""),
                    options.value("-H").orElse("").replaceFirst("^Content-Type: ", ""),
                    options.value("-d").map(Json::object)));
        }
        return requests;
    }

    private static String user(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group("user") : "not defined";
    }

    /** The words of a command: the values of options, and the one that belongs to none. */
    private record Options(Map<String, String> values, List<String> words) {

        static Options of(String command, List<String> withValue) {
            Map<String, String> values = new HashMap<>();
            List<String> words = new ArrayList<>();
            List<String> all = WORD.matcher(command)
                    .results()
                    .map(word -> unquoted(word.group()))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                String word = all.get(i);
                if (withValue.contains(word)) {
                    i++;
                    values.put(word, all.get(i));
                } else if (!word.startsWith("-")) {
                    words.add(word);
                }
            }
            return new Options(values, words);
        }

        private static String unquoted(String word) {
            boolean isQuoted = Stream.of("'", "\"").anyMatch(quote -> word.startsWith(quote) && word.endsWith(quote));
            return isQuoted ? word.substring(1, word.length() - 1) : word;
        }

        Optional<String> value(String option) {
            return Optional.ofNullable(values.get(option));
        }

        String word() {
            return String.join(" ", words);
        }
    }
}
