package io.github.logoffd.control.request;

import static io.github.logoffd.support.RecordItem.text;

import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.support.RecordItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answer of a request to ask a user. Immutable.
 *
 * @param answer what became of the request
 * @param response the button that the user pressed, or that none was pressed in time; empty when no question was shown
 */
public record QuestionAnswer(LogoffAnswer answer, Optional<MessageResponse> response) {

    /** The button of the public record. */
    public static final RecordItem<QuestionAnswer> BUTTON = text(
            "Button",
            "The button that the user pressed, or TIMEOUT; empty when no answer was obtained",
            question -> question.response().map(Enum::name).orElse(""));

    /** The public record: that of every request to act, and the button. */
    public static final List<RecordItem<QuestionAnswer>> ITEMS = Stream.concat(
                    AnswerItems.ALL.stream().map(item -> item.of(QuestionAnswer::answer)), Stream.of(BUTTON))
            .toList();

    /** Returns the button, {@code TIMEOUT}, or the name of the {@link Outcome} when no answer was obtained. */
    public String word() {
        return response.map(Enum::name).orElse(answer.outcome().name());
    }
}
