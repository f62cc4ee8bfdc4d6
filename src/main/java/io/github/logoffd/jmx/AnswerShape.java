package io.github.logoffd.jmx;

import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.QuestionAnswer;
import io.github.logoffd.jmx.Operation.Parameter;
import java.util.List;
import java.util.function.BiFunction;
import javax.management.openmbean.CompositeData;

/** The records that acting operations return. */
final class AnswerShape {

    static final Shape<LogoffAnswer> SHAPE = new Shape<>(
            "io.github.logoffd.LogoffAnswer",
            "The outcome of a request to act on a session",
            Field.all(AnswerItems.ALL));

    static final Shape<QuestionAnswer> QUESTION = new Shape<>(
            "io.github.logoffd.QuestionAnswer",
            "The outcome of a request to ask a user, and the button",
            Field.all(QuestionAnswer.ITEMS));

    private AnswerShape() {}

    /** Declares an operation that answers with one such record. */
    static <S> Operation<S> one(
            String name, String description, List<Parameter> parameters, BiFunction<S, Object[], LogoffAnswer> call) {
        return new Operation<>(
                name,
                description,
                parameters,
                SHAPE.type(),
                true,
                (subject, arguments) -> SHAPE.data(call.apply(subject, arguments)));
    }

    /** Declares an operation that answers with one such record for each session. */
    static <S> Operation<S> many(
            String name,
            String description,
            List<Parameter> parameters,
            BiFunction<S, Object[], List<LogoffAnswer>> call) {
        return new Operation<>(
                name,
                description,
                parameters,
                SHAPE.arrayType(),
                true,
                (subject, arguments) ->
                        call.apply(subject, arguments).stream().map(SHAPE::data).toArray(CompositeData[]::new));
    }
}
