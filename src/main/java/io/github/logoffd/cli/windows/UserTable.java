package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The lines of {@code query user}. */
final class UserTable {

    static final String HEAD = " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME";

    private static final String NONE = "none";

    private UserTable() {}

    /**
     * Returns one line.
     *
     * @param zone where the time of the logon is shown
     */
    static String line(Session session, boolean own, ZoneId zone) {
        String idle = idle(session.idleSeconds());
        return new TableLine()
                .left(0, own ? ">" : " ")
                .left(1, Words.user(session))
                .left(23, Words.station(session))
                .right(43, Long.toString(session.id()))
                .left(46, Words.state(session.row().state()))
                // Windows' own column ends one earlier for this word.
                .right(idle.equals(NONE) ? 61 : 62, idle)
                .left(
                        65,
                        session.detail()
                                .times()
                                .logon()
                                .map(logon -> time(logon, zone))
                                .orElse(""))
                .toString();
    }

    /** Days, hours and minutes as {@code 1+02:03}, {@code 2:03} or {@code 3}; a dot for less than a minute. */
    static String idle(long seconds) {
        if (seconds < 0) {
            return NONE;
        }
        Duration idle = Duration.ofSeconds(seconds);
        if (idle.toDays() > 0) {
            return idle.toDays() + "+" + twoDigits(idle.toHoursPart()) + ':' + twoDigits(idle.toMinutesPart());
        }
        if (idle.toHours() > 0) {
            return idle.toHours() + ":" + twoDigits(idle.toMinutesPart());
        }
        return idle.toMinutes() == 0 ? "." : Long.toString(idle.toMinutes());
    }

    /**
     * The American form, as on an English Windows; by hand, since a formatter of the JDK costs more than the rest of
     * the command.
     */
    private static String time(Instant logon, ZoneId zone) {
        ZonedDateTime local = logon.atZone(zone);
        int hour = local.getHour() % 12 == 0 ? 12 : local.getHour() % 12;
        return local.getMonthValue() + "/" + local.getDayOfMonth() + '/' + local.getYear() + ' ' + hour + ':'
                + twoDigits(local.getMinute()) + (local.getHour() < 12 ? " AM" : " PM");
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
