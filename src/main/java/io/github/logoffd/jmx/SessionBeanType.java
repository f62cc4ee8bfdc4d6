package io.github.logoffd.jmx;

import static io.github.logoffd.support.RecordItem.choice;
import static io.github.logoffd.support.RecordItem.flag;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.text;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.support.RecordItem;
import java.util.List;
import java.util.stream.Stream;

/** The attributes and operations of a Session bean, which are the items of a record in SessionHost/Sessions too. */
final class SessionBeanType {

    private static final List<RecordItem<SessionSubject>> CONTROL = List.of(
            choice(
                    "LogoffState",
                    "NONE, WARNED, REQUESTED, CLOSING or STUCK; STUCK is a session in state DOWN, or one that is not gone at"
                            + " logoff.timeout",
                    s -> s.control().stateOf(s.session())),
            number(
                    "LogoffDueSeconds",
                    "Seconds until a logoff is due, -1 when none is",
                    s -> s.control().countdowns().dueSeconds(s.session())),
            flag(
                    "LogoffAllowed",
                    "Whether a logoff would be attempted; it checks the session again. True for a STUCK session too, for"
                            + " which Windows is called again; a dry run says what is known of it",
                    s -> s.control().logoff().refusal(s.session()).isEmpty()),
            text(
                    "LogoffRefusal",
                    "Why a logoff would be refused, empty when it would be attempted",
                    s -> s.control().logoff().refusal(s.session())),
            number(
                    "SnapshotSeconds",
                    "Age in seconds of the snapshot that all attributes come from",
                    s -> s.monitor().snapshotSeconds()));

    private static final List<Field<SessionSubject>> FIELDS = Field.all(Stream.concat(
                    SessionItems.ALL.stream().map(item -> item.of(SessionSubject::session)), CONTROL.stream())
            .toList());

    /** A session as one record. */
    static final Shape<SessionSubject> SHAPE =
            new Shape<>("io.github.logoffd.Session", "One session with every attribute of its bean", FIELDS);

    /** The Session bean. */
    static final BeanType<SessionSubject> TYPE = new BeanType<>(
            Session.class,
            "A Remote Desktop session of a host, as shown by the latest snapshot",
            FIELDS,
            SessionOperations.ALL);

    private SessionBeanType() {}
}
