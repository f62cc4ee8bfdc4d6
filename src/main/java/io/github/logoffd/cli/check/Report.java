package io.github.logoffd.cli.check;

import io.github.logoffd.cli.check.Finding.Culprit;
import io.github.logoffd.support.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Output of a plugin: one line with the state and the performance data, then one line for each session that is a reason
 * for it, and for each reason that the first line has no room for. No text of others can add a line, begin performance
 * data or mean anything to a shell.
 *
 * @param level the worst of all
 * @param text lines, the last without its end
 */
record Report(Level level, String text) {

    private static final String NAME = "LOGOFFD ";

    /** Nagios cuts at 8 KiB, in the middle of whatever is there. */
    private static final int MOST_BYTES = 8000;

    private static final int MOST_REASONS = 5;
    private static final List<Level> WORST_FIRST = List.of(Level.CRITICAL, Level.WARNING, Level.UNKNOWN);
    private static final List<Metric> SUMMARY =
            List.of(Metric.USERS, Metric.ACTIVE, Metric.DISCONNECTED, Metric.LOCKED, Metric.STUCK);

    /** Returns a report without any number. */
    static Report of(Level level, String sentence) {
        return new Report(level, NAME + level + " - " + harmless(sentence));
    }

    /**
     * Returns the report about hosts, of which there is at least one.
     *
     * @param problems what the service says that an administrator should look at; each is a warning
     * @param named whether one host was asked for by name, so that labels need not name it
     */
    static Report of(List<HostFacts> hosts, List<String> problems, Thresholds thresholds, boolean named) {
        List<Finding> findings = hosts.stream()
                .flatMap(host -> Finding.of(host, thresholds).stream())
                .toList();
        List<Finding> reasons = reasons(findings);
        Level level = level(reasons, problems);
        String first = NAME + level + " - " + sentence(hosts, reasons, problems, thresholds) + " | "
                + findings.stream()
                        .map(finding -> performance(finding, thresholds, named))
                        .collect(Collectors.joining(" "));
        List<String> more = new ArrayList<>(details(reasons, thresholds));
        problems.stream()
                .skip(reasons.isEmpty() ? 1 : 0)
                .forEach(problem -> more.add("\n" + Level.WARNING + ' ' + harmless(problem)));
        return new Report(level, first + fitting(more, MOST_BYTES - bytes(first)));
    }

    private static Level level(List<Finding> reasons, List<String> problems) {
        if (reasons.isEmpty()) {
            return problems.isEmpty() ? Level.OK : Level.WARNING;
        }
        Level worst = reasons.get(0).level();
        return worst == Level.UNKNOWN && !problems.isEmpty() ? Level.WARNING : worst;
    }

    private static String sentence(
            List<HostFacts> hosts, List<Finding> reasons, List<String> problems, Thresholds thresholds) {
        if (!reasons.isEmpty()) {
            return sentence(reasons, thresholds);
        }
        return problems.isEmpty() ? summary(hosts) : harmless(problems.get(0));
    }

    /** Returns the findings that raise an alarm, the worst first. */
    private static List<Finding> reasons(List<Finding> findings) {
        return WORST_FIRST.stream()
                .flatMap(level -> findings.stream().filter(finding -> finding.level() == level))
                .toList();
    }

    private static String summary(List<HostFacts> hosts) {
        String subject = hosts.size() == 1 ? hosts.get(0).name() : hosts.size() + " hosts";
        return harmless(subject)
                + SUMMARY.stream()
                        .map(metric -> sum(hosts, metric) + " " + metric.text())
                        .collect(Collectors.joining(", ", ": ", leftOut(hosts)));
    }

    private static String leftOut(List<HostFacts> hosts) {
        long leftOut = hosts.stream().mapToLong(HostFacts::leftOut).sum();
        return leftOut == 0 ? "" : ", " + leftOut + " left out";
    }

    private static long sum(List<HostFacts> hosts, Metric metric) {
        return hosts.stream()
                .map(metric::of)
                .flatMapToLong(OptionalLong::stream)
                .sum();
    }

    private static String sentence(List<Finding> reasons, Thresholds thresholds) {
        int more = reasons.size() - MOST_REASONS;
        return reasons.stream()
                        .limit(MOST_REASONS)
                        .map(finding -> reason(finding, thresholds))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? ", and " + more + " more" : "");
    }

    private static String reason(Finding finding, Thresholds thresholds) {
        return harmless(text(finding, thresholds));
    }

    private static String text(Finding finding, Thresholds thresholds) {
        String host = finding.host().name() + ": ";
        if (finding.metric() == Metric.REACHABLE) {
            return host + "the service cannot read it"
                    + Optional.of(finding.host().lastError())
                            .filter(error -> !error.isEmpty())
                            .map(error -> " (" + error + ')')
                            .orElse("");
        }
        if (finding.level() == Level.UNKNOWN) {
            return host + finding.metric().text() + unknown(finding);
        }
        return host + finding.metric().text() + " is " + finding.value().getAsLong()
                + thresholds
                        .range(finding.metric(), finding.level())
                        .map(range -> " (threshold " + range.text() + ')')
                        .orElse("");
    }

    private static String unknown(Finding finding) {
        int sessions = finding.metric().unknown(finding.host()).size();
        if (sessions == 0) {
            return " is not known";
        }
        return " of " + sessions + (sessions == 1 ? " session" : " sessions") + " is not known";
    }

    private static String performance(Finding finding, Thresholds thresholds, boolean named) {
        Metric metric = finding.metric();
        OptionalLong value = finding.value();
        String label = (named ? "" : finding.host().name().replaceAll("[^A-Za-z0-9._-]", "_") + '.') + metric.text();
        return label + '=' + (value.isPresent() ? value.getAsLong() + metric.unit() : "U") + ';'
                + thresholds.range(metric, Level.WARNING).map(Range::text).orElse("") + ';'
                + thresholds.range(metric, Level.CRITICAL).map(Range::text).orElse("") + ";0";
    }

    /** Returns the lines below the first, the critical ones first. */
    private static List<String> details(List<Finding> reasons, Thresholds thresholds) {
        return WORST_FIRST.stream()
                .flatMap(level -> Stream.concat(
                        reasons.stream()
                                .skip(MOST_REASONS)
                                .filter(finding -> finding.level() == level)
                                .map(finding -> "\n" + level + ' ' + reason(finding, thresholds)),
                        reasons.stream().flatMap(finding -> sessions(finding, level))))
                .toList();
    }

    private static Stream<String> sessions(Finding finding, Level level) {
        return finding.sessions().stream()
                .filter(culprit -> culprit.level() == level)
                .map(culprit -> session(finding.metric(), culprit));
    }

    /** Returns as many lines as fit from the first, so that those that are left out are the less urgent. */
    private static String fitting(List<String> lines, int room) {
        List<String> shown = new ArrayList<>();
        String last = "\nand " + lines.size() + " more";
        int left = room - bytes(last);
        for (String line : lines) {
            left -= bytes(line);
            if (left < 0) {
                break;
            }
            shown.add(line);
        }
        int more = lines.size() - shown.size();
        return String.join("", shown) + (more > 0 ? "\nand " + more + " more" : "");
    }

    private static String session(Metric metric, Culprit culprit) {
        SessionFacts session = culprit.session();
        return "\n" + culprit.level() + ' ' + metric.text() + " session="
                + session.tag().word() + ' ' + session.state() + number(metric, culprit.number()) + ' '
                + (session.hasUser() ? readable(session.tag().account()) : "without a user");
    }

    private static String number(Metric metric, OptionalLong number) {
        if (number.isEmpty()) {
            return "";
        }
        return switch (metric) {
            case MEMORY -> " with " + number.getAsLong() + " B";
            case CPU -> " with " + number.getAsLong() + " s of processor time";
            default -> " for " + number.getAsLong() + " s";
        };
    }

    /** For people only: what is exact stands in the tag. */
    private static String readable(String account) {
        return account.replace('\\', '/').replaceAll("[^\\p{L}\\p{M}\\p{N} ./_@-]", "_");
    }

    private static String harmless(String text) {
        return VisibleText.of(text).replace("|", "<U+007C>");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
