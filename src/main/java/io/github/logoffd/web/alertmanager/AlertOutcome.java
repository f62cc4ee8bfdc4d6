package io.github.logoffd.web.alertmanager;

import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.support.RecordItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of one alert.
 *
 * @param alert the alert
 * @param answer the answer to the request for a logoff, empty when there was none
 * @param message one sentence
 * @param again whether the same alert should be sent again soon
 */
public record AlertOutcome(Alert alert, Optional<LogoffAnswer> answer, String message, boolean again) {

    static AlertOutcome ignored(Alert alert, String message) {
        return new AlertOutcome(alert, Optional.empty(), message, false);
    }

    static AlertOutcome later(Alert alert, String message) {
        return new AlertOutcome(alert, Optional.empty(), message, true);
    }

    static AlertOutcome answered(Alert alert, LogoffAnswer answer, boolean again) {
        return new AlertOutcome(alert, Optional.of(answer), answer.message(), again);
    }

    /** Returns strings and booleans, and the record that the operations of the beans return. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fingerprint", alert.fingerprint());
        json.put("alert", alert.name());
        json.put("asked", answer.isPresent());
        json.put("message", message);
        answer.ifPresent(record -> json.put("answer", RecordItem.values(AnswerItems.ALL, record)));
        return json;
    }
}
