package io.github.logoffd.control.request;

import static io.github.logoffd.support.RecordItem.choice;
import static io.github.logoffd.support.RecordItem.flag;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.smallNumber;
import static io.github.logoffd.support.RecordItem.text;

import io.github.logoffd.support.RecordItem;
import java.util.List;

/**
 * The public record that every acting operation returns; the audit file has the same items with a lower-case initial.
 */
public final class AnswerItems {

    public static final RecordItem<LogoffAnswer> SESSION = text(
            "Session",
            "The Key of the session, also of a logon that is gone; empty when there is none",
            LogoffAnswer::session);

    public static final RecordItem<LogoffAnswer> HOST = text("Host", "The session host", LogoffAnswer::host);

    public static final RecordItem<LogoffAnswer> ID = number(
            "Id", "The UniqueId of the session, also of a logon that is gone; -1 when there is none", LogoffAnswer::id);

    public static final RecordItem<LogoffAnswer> ACCOUNT =
            text("Account", "The user, empty when there is none or it is not known", LogoffAnswer::account);

    public static final RecordItem<LogoffAnswer> OUTCOME =
            choice("Outcome", "The outcome of the request; one of a closed set", LogoffAnswer::outcome);

    public static final RecordItem<LogoffAnswer> CODE =
            smallNumber("Code", "The Win32 error number, 0 when none", LogoffAnswer::code);

    public static final RecordItem<LogoffAnswer> MESSAGE =
            text("Message", "One sentence in English", LogoffAnswer::message);

    public static final RecordItem<LogoffAnswer> ELAPSED_MILLIS =
            number("ElapsedMillis", "How long the answer took, in milliseconds", LogoffAnswer::elapsedMillis);

    public static final RecordItem<LogoffAnswer> REQUEST_ID =
            text("RequestId", "The caller's request id, empty when none", LogoffAnswer::requestId);

    public static final RecordItem<LogoffAnswer> DRY_RUN =
            flag("DryRun", "Whether this was a dry run, which does not change the host", LogoffAnswer::dryRun);

    /** All of them, in the order of the reference. */
    public static final List<RecordItem<LogoffAnswer>> ALL =
            List.of(SESSION, HOST, ID, ACCOUNT, OUTCOME, CODE, MESSAGE, ELAPSED_MILLIS, REQUEST_ID, DRY_RUN);

    private AnswerItems() {}
}
