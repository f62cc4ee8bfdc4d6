package io.github.logoffd.jmx;

import static io.github.logoffd.support.RecordItem.flag;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.text;
import static io.github.logoffd.support.RecordItem.time;

import io.github.logoffd.audit.history.HistoryLine;
import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistorySentence;
import io.github.logoffd.audit.history.HistorySource;
import io.github.logoffd.audit.history.HistoryUnavailableException;
import io.github.logoffd.audit.history.HistoryWords;
import io.github.logoffd.jmx.Operation.Parameter;
import io.github.logoffd.support.RecordItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.SimpleType;

/** The attributes and operations of the History bean. */
final class HistoryBeanType {

    static final Shape<HistoryLine> LINE = new Shape<>(
            "io.github.logoffd.HistoryLine",
            "One line of the journal",
            Field.all(List.of(
                    time("Time", "When it was written; ISO-8601, UTC", line -> Optional.of(line.time())),
                    text(
                            "Kind",
                            "acts, sessions, denials or service",
                            line -> line.kind().text()),
                    text("Phase", "What the line records, such as ASKED, ANSWERED, ENDED or SESSION", of("phase")),
                    text("Event", "The change of a session, such as logoffd.session.logon; else empty", of("event")),
                    text("Host", "The session host, empty when there is none", of("host")),
                    text("Session", "The Key of the session, empty when there is none", of("session")),
                    text("Account", "The user of the session, empty when there is none", of("account")),
                    text("User", "The user who made the request, empty when there is none", of("user")),
                    text("Role", "The role of that user, empty when there is none", of("role")),
                    text("Channel", "The channel of the request, empty when there is none", of("channel")),
                    text("Operation", "The requested operation, empty when there is none", of("operation")),
                    text("Reason", "The reason that the caller gave, empty without one", of("reason")),
                    text("RequestId", "The caller's request id, empty without one", of("requestId")),
                    text("Outcome", "The outcome of the request, empty before its answer", of("outcome")),
                    number(
                            "ElapsedMillis",
                            "How long the request took, in milliseconds; -1 when unknown",
                            line -> line.number("elapsedMillis")),
                    text("Message", "One sentence in English, empty without one", of("message")),
                    text("Text", "The whole line as a sentence", HistorySentence::of))));

    static final Shape<HistoryPage> PAGE = new Shape<>(
            "io.github.logoffd.HistoryPage",
            "The lines that a query found",
            pageFields(List.of(
                    flag(
                            "More",
                            "Whether there are older lines that match",
                            page -> !page.next().isEmpty()),
                    flag(
                            "Complete",
                            "Whether everything that had been written was searched; false while the index is being made",
                            HistoryPage::complete),
                    time(
                            "IndexedTo",
                            "The time up to which everything was searched; empty without lines",
                            HistoryPage::indexedTo),
                    number(
                            "Damaged",
                            "How many lines in all files are damaged and were left out",
                            HistoryPage::damaged))));

    /** The History bean. */
    static final BeanType<HistorySource> TYPE = new BeanType<>(
            HistorySource.class,
            "The journal: requests to act and their ends, changes of sessions, denied requests, starts and stops",
            Field.all(List.of(
                    number(
                            "Lines",
                            "The number of lines",
                            history -> history.totals().lines()),
                    time(
                            "OldestTime",
                            "The time of the oldest line; ISO-8601, UTC, empty without lines",
                            history -> history.totals().oldest()),
                    time(
                            "NewestTime",
                            "The time of the newest line; ISO-8601, UTC, empty without lines",
                            history -> history.totals().newest()),
                    number(
                            "Bytes",
                            "The size of all files of the journal in bytes",
                            history -> history.totals().bytes()))),
            List.of(new Operation<>(
                    "find",
                    "The lines that match, newest first",
                    List.of(
                            new Parameter(
                                    "query",
                                    SimpleType.STRING,
                                    "A user, or conditions such as user=anna host=TS01 kind=acts session=KEY to=1d, separated"
                                            + " by blanks; a value with blanks in double quotes; empty for all lines"),
                            new Parameter(
                                    "since",
                                    SimpleType.STRING,
                                    "How long ago the oldest line was written, such as 7d or 12h, or a time; empty for all"),
                            new Parameter("limit", SimpleType.INTEGER, "The largest number of lines, 1 to 1000")),
                    PAGE.type(),
                    false,
                    (history, arguments) ->
                            find(history, (String) arguments[0], (String) arguments[1], (Integer) arguments[2]))));

    private HistoryBeanType() {}

    private static Function<HistoryLine, String> of(String name) {
        return line -> line.text(name);
    }

    private static List<Field<HistoryPage>> pageFields(List<RecordItem<HistoryPage>> items) {
        List<Field<HistoryPage>> fields = new ArrayList<>();
        fields.add(new Field<>(
                "Lines",
                LINE.arrayType(),
                "The lines",
                page -> page.lines().stream()
                        .map(line -> LINE.data(line.withoutAddress()))
                        .toArray(CompositeData[]::new)));
        fields.addAll(Field.all(items));
        return fields;
    }

    private static CompositeData find(HistorySource history, String query, String since, int limit) {
        try {
            return PAGE.data(history.find(HistoryWords.parse(query, since, limit, Instant.now())));
        } catch (HistoryUnavailableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
