package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.Field.choice;
import static io.github.logoffd.jmx.Field.flag;
import static io.github.logoffd.jmx.Field.number;
import static io.github.logoffd.jmx.Field.smallNumber;
import static io.github.logoffd.jmx.Field.text;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.jmx.Operation.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.management.openmbean.CompositeData;

/** The record that acting operations return. */
public final class AnswerShape {

    static final Shape<LogoffAnswer> SHAPE = new Shape<>(
            "io.github.logoffd.LogoffAnswer",
            "The outcome of a request to act on a session",
            List.of(
                    text("Session", "The Key of the session, empty when none was found", LogoffAnswer::session),
                    text("Host", "The session host", LogoffAnswer::host),
                    number("Id", "The UniqueId of the session, -1 when no session was found", LogoffAnswer::id),
                    text("Account", "The user, empty when there is none", LogoffAnswer::account),
                    choice("Outcome", "How it ended; one of a closed set", LogoffAnswer::outcome),
                    smallNumber("Code", "The Win32 error number, 0 when none", LogoffAnswer::code),
                    text("Message", "One sentence in English", LogoffAnswer::message),
                    number("ElapsedMillis", "How long the answer took, in milliseconds", LogoffAnswer::elapsedMillis),
                    text("RequestId", "The caller's request id, empty when none", LogoffAnswer::requestId),
                    flag(
                            "DryRun",
                            "Whether this was a dry run, in which the host was" + " not changed",
                            LogoffAnswer::dryRun)));

    private AnswerShape() {}

    /** Returns an answer under the names of the record, for callers without open types. */
    public static Map<String, Object> map(LogoffAnswer answer) {
        return SHAPE.map(SHAPE.data(answer));
    }

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
