package io.github.logoffd.cli.doctor;

import io.github.logoffd.support.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An examination as lines for people and as JSON for programs. Stateless. */
final class ExaminationText {

    private ExaminationText() {}

    static List<String> lines(Examination examination) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : examination.findings()) {
            Object mark = finding.mark();
            String check = finding.check();
            for (String message : finding.messages()) {
                for (String line : message.lines().toList()) {
                    lines.add(String.format(Locale.ROOT, "%-4s  %-13s  %s", mark, check, line));
                    mark = "";
                    check = "";
                }
            }
        }
        lines.add(examination.count(Mark.FAIL) + " FAIL, " + examination.count(Mark.WARN) + " WARN, "
                + examination.count(Mark.OK) + " OK");
        return lines;
    }

    static String json(Examination examination, String version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("result", examination.mark().name());
        json.put(
                "checks",
                examination.findings().stream().map(ExaminationText::json).toList());
        return JsonWriter.text(json);
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", finding.check());
        json.put("result", finding.mark().name());
        json.put("messages", finding.messages());
        return json;
    }
}
